package harmful;

import dev.weft.Remote;
import dev.weft.Weft;
import java.time.Duration;

/** Tasks that would end what they run on. */
public final class Harm {

  private Harm() {}

  @Remote
  static int exit() {
    System.exit(5);
    return 0;
  }

  @Remote
  static int shutdown() {
    Weft.shutdown();
    return 0;
  }

  @Remote
  static int harmless() {
    return 1;
  }

  public static void main(String[] args) {
    say("shutdown", Weft.remote(() -> shutdown()));
    say("exit", Weft.remote(() -> exit()));
    say("after", Weft.remote(() -> harmless()));
  }

  private static void say(String what, dev.weft.ObjectRef<Integer> ref) {
    try {
      System.out.println(what + ": " + ref.get(Duration.ofSeconds(30)));
    } catch (RuntimeException e) {
      System.out.println(what + ": " + e.getClass().getSimpleName() + ", " + e.getMessage());
    }
  }
}
