package shop;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Prints the trace of each failure; a line of {@code ==} and the name of the case comes before. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    attempt("plain", () -> Prices.of("tea"));
    attempt("nested", () -> Prices.twice("tea"));
    attempt("wrapped", () -> Prices.wrapped("tea"));
    attempt("ref", Main::later);
    attempt("all", () -> Weft.get(List.of(Weft.remote(() -> Prices.of("tea")))));
    attempt("constructor", () -> new Votes(-1));
    Votes votes = new Votes(3);
    attempt("actor", () -> votes.cast(4));
    attempt("timeout", () -> Weft.remote(() -> Prices.never()).get(Duration.ZERO));
    attempt("put", () -> Weft.put(new Socket()));
    Weft.kill(votes);
    attempt("dead", () -> votes.cast(1));
  }

  private static void later() {
    ObjectRef<Double> price = Weft.remote(
        () -> Prices.of("tea"));
    price.get();
  }

  private static void attempt(String name, Attempt attempt) {
    System.out.println("== " + name);
    try {
      attempt.run();
      System.out.println("nothing happened");
    } catch (Exception e) {
      e.printStackTrace(System.out);
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }
}
