package lasting;

import dev.weft.Remote;
import java.util.concurrent.CountDownLatch;

/** Tasks that end late or never. */
final class Work {

  private Work() {}

  /** Says that it runs, and never ends by itself. */
  @Remote
  static void endless(Keeper keeper) throws InterruptedException {
    keeper.add();
    new CountDownLatch(1).await();
  }

  /** Keeps a processor busy for some milliseconds. */
  @Remote
  static long square(int i) {
    long end = System.nanoTime() + 10_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return (long) i * i;
  }
}
