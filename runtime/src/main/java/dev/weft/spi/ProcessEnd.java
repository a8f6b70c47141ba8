package dev.weft.spi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether this process is about to end because it was told to. Then the calls that its threads wait
 * for fail only because it ends, and to throw that at them would print traces of nobody's fault.
 */
public final class ProcessEnd {

  /** The JVM is gone by then, unless somebody waits for a call in a shutdown hook. */
  private static final long NANOS = TimeUnit.SECONDS.toNanos(3);

  private static volatile boolean begun;

  private ProcessEnd() {}

  /** To be called in a shutdown hook, before calls fail. */
  public static void begins() {
    begun = true;
  }

  /** Keeps the calling thread for a while if the process ends. */
  public static void holdBack() {
    if (!begun) {
      return;
    }
    long end = System.nanoTime() + NANOS;
    for (long left = NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(ProcessEnd.class, left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
