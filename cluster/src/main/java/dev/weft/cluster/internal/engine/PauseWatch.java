package dev.weft.cluster.internal.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
   * @param onPause runs on that thread after each longer one
   */
  static void start(Duration limit, Runnable onPause) {
    Thread watch = new Thread(() -> watch(limit.toNanos(), onPause), "weft-pause-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(long limitNanos, Runnable onPause) {
    try {
      long last = System.nanoTime();
      while (true) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        long now = System.nanoTime();
        if (now - last > limitNanos) {
          onPause.run();
        }
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
