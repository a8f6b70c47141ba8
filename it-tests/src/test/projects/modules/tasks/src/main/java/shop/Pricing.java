package shop;

import dev.weft.Remote;

/** The tasks. */
public final class Pricing {

  private Pricing() {}

  @Remote
  public static long price(long item) {
    return item * item;
  }
}
