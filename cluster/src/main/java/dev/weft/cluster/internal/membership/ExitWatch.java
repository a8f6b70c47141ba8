package dev.weft.cluster.internal.membership;

import java.util.concurrent.TimeUnit;

/**
 * Lets a program end when its own threads have ended. Hazelcast's threads are not daemons, so that
 * without this a {@code main} that returns would leave a process behind that does nothing.
 *
 * <p>A daemon thread looks ten times a second, which costs microseconds, whether any thread other
 * than Hazelcast's still keeps the process alive, and when none does, twice in a row, runs what
 * ends Hazelcast.
 */
public final class ExitWatch {

  private static final long STEP_MILLIS = 100;

  /** The JVM's own thread that waits for the others, once {@code main} has returned. */
  private static final String WAITING_FOR_THE_OTHERS = "DestroyJavaVM";

  private ExitWatch() {}

  /**
   * Starts to watch.
   *
   * @param end closes all grids of the process; called once, on the watching thread
   */
  public static void start(Runnable end) {
    Thread watch = new Thread(() -> watch(end), "weft-exit-watch");
    watch.setDaemon(true);
    watch.setContextClassLoader(ExitWatch.class.getClassLoader());
    watch.start();
  }

  private static void watch(Runnable end) {
    int looksAlone = 0;
    try {
      while (looksAlone < 2) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        looksAlone = isGridAlone() ? looksAlone + 1 : 0;
      }
    } catch (InterruptedException e) {
      return;
    }
    end.run();
  }

  private static boolean isGridAlone() {
    return GridThreads.all()
        .allMatch(
            thread ->
                thread.isDaemon()
                    || GridThreads.isOfAnyGrid(thread)
                    || thread.getName().equals(WAITING_FOR_THE_OTHERS));
  }
}
