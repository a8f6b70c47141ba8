package batch;

import shop.Pricing;

/** Calls a task from a module that is not woven. */
public final class Nightly {

  private Nightly() {}

  public static long run() {
    return Pricing.price(3);
  }
}
