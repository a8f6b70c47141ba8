package hello;

import dev.weft.Remote;

/** Calls a task that needs a class which is nowhere. */
public final class Incomplete {

  private Incomplete() {}

  @Remote
  static String needsIt() {
    return Missing.text();
  }

  @Remote
  static String needsNothing() {
    return "well";
  }

  public static void main(String[] args) {
    try {
      System.out.println(needsIt());
    } catch (Throwable e) {
      System.out.println(e);
    }
    System.out.println(needsNothing());
  }
}
