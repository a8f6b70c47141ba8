package faulty;

import dev.weft.CallOptions;
import dev.weft.Placement;
import dev.weft.Weft;

/** Large arguments, to a member with room for them and to one without. */
public final class Large {

  private Large() {}

  /**
   * @param args the addresses of the roomy member and of the narrow one, and mebibytes
   */
  public static void main(String[] args) {
    int mebibytes = Integer.parseInt(args[2]);
    if (mebibytes >= 2048) {
      long[] argument = new long[mebibytes << 17];
      say("roomy", () -> on(args[0]).remote(() -> Tasks.longs(argument)).get());
    } else {
      byte[] argument = new byte[mebibytes << 20];
      say("roomy", () -> on(args[0]).remote(() -> Tasks.length(argument)).get());
      say("narrow", () -> on(args[1]).remote(() -> Tasks.length(argument)).get());
    }
    say("after", () -> on(args[0]).remote(() -> Tasks.harmless()).get());
    say("after", () -> on(args[1]).remote(() -> Tasks.harmless()).get());
  }

  private static CallOptions on(String address) {
    return Weft.options().placement(Placement.on(address));
  }

  private static void say(String what, java.util.function.Supplier<Integer> call) {
    try {
      System.out.println(what + ": " + call.get());
    } catch (Throwable e) {
      System.out.println(what + ": " + e.getClass().getSimpleName() + ", " + e.getMessage());
    }
  }
}
