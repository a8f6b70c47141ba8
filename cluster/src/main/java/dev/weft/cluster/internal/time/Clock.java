package dev.weft.cluster.internal.time;

import java.time.Duration;

/** Tells the time, and runs actions later. */
public interface Clock {

  /** The time in nanoseconds since some moment; only differences mean anything. */
  long nanoTime();

  /**
   * Runs an action once, not before a time has passed, and never within this call. There is no
   * promise of how much later it runs; actions of one clock run one at a time.
   */
  void after(Duration delay, Runnable action);

  /** Runs an action soon, not within this call. */
  default void soon(Runnable action) {
    after(Duration.ZERO, action);
  }
}
