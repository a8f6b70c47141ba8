package shop;

import dev.weft.Remote;

/** Tasks that fail, each in its own way. */
final class Prices {

  private Prices() {}

  @Remote
  static double of(String item) {
    try {
      return lookUp(item);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("no price for " + item, e);
    }
  }

  @Remote
  static double twice(String item) {
    return 2 * of(item);
  }

  @Remote
  static double wrapped(String item) {
    try {
      return of(item);
    } catch (IllegalStateException e) {
      throw new UnsupportedOperationException("wrapped", e);
    }
  }

  private static double lookUp(String item) {
    throw new IllegalArgumentException(item);
  }

  /** Waits until the job ends. */
  @Remote
  static double never() throws InterruptedException {
    new java.util.concurrent.CountDownLatch(1).await();
    return 0;
  }
}
