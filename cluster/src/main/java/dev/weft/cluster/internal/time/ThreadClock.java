package dev.weft.cluster.internal.time;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of this process; its actions run on one thread, in the order of their times. One that
 * throws is logged, and harms no other.
 */
public final class ThreadClock implements Clock {

  private static final Logger log = LoggerFactory.getLogger(ThreadClock.class);

  private final ScheduledExecutorService thread;

  /**
   * @param thread a single thread; drops what comes after its end
   */
  public ThreadClock(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // run() lets nothing through
  public void after(Duration delay, Runnable action) {
    thread.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of a thread: what came here is told, not lost
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      log.error("An action on {} failed.", Thread.currentThread().getName(), e);
    }
  }
}
