package late;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Loads some of its classes, waits for a line, and then makes its calls. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(
        "loaded " + Early.load() + EarlyActor.load() + Sender.load() + (args.length > 0 ? uses() : ""));
    in.readLine();
    calls();
  }

  private static String uses() {
    return " and " + dev.weft.Weft.put(1).get();
  }

  private static void calls() {
    System.out.println("late task in " + Late.where());
    System.out.println("late actor in " + new LateActor().where());
    System.out.println("early task in " + Early.where());
    System.out.println("early actor in " + new EarlyActor().where());
    System.out.println("sent from " + Sender.send());
    System.out.println("early task, called by late code, in " + Late.callsEarly());
  }

  static String thread() {
    return Thread.currentThread().getName().replaceAll("-[0-9]+$", "");
  }
}
