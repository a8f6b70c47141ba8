package app;

import batch.Nightly;
import shop.Pricing;

/** Calls a task of another module, and a module that does so too. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.out.println(total(4) + Nightly.run());
  }

  static long total(long item) {
    return Pricing.price(item);
  }
}
