package dev.weft.agent.differential;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread that does not come back in time: a wait that nobody ends. */
final class Watchdog implements AutoCloseable {

  private static final long SECONDS = 20;

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          body -> {
            Thread thread = new Thread(body, "test-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private final Future<?> alarm;

  private Watchdog(Future<?> alarm) {
    this.alarm = alarm;
  }

  static Watchdog over(Thread thread) {
    return new Watchdog(TIMER.schedule(thread::interrupt, SECONDS, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    alarm.cancel(false);
    Thread.interrupted();
  }
}
