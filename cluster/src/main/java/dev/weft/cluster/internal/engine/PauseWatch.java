package dev.weft.cluster.internal.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Notices that the whole process stood still, by SIGSTOP, a suspended machine or an endless garbage
 * collection: then its own clock jumps between two looks.
 */
final class PauseWatch {

  private static final long STEP_MILLIS = 500;

  private PauseWatch() {}

  /**
   * Starts a daemon thread, {@code weft-pause-watch}.
   *
   * @param limit how long a pause may last
   * @param matters whether anybody is there to notice; asked before a pause, not after it, when
   *     others may have gone on already
   * @param onPause runs on that thread after each longer one
   */
  static void start(Duration limit, BooleanSupplier matters, Runnable onPause) {
    Thread watch = new Thread(() -> watch(limit.toNanos(), matters, onPause), "weft-pause-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(long limitNanos, BooleanSupplier matters, Runnable onPause) {
    try {
      long last = System.nanoTime();
      while (true) {
        boolean mattered = matters.getAsBoolean();
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        long now = System.nanoTime();
        if (now - last > limitNanos && mattered) {
          onPause.run();
        }
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
