package dev.weft.cluster.internal.membership;

import java.util.Arrays;
import java.util.stream.Stream;

/** Finds the threads of this process, and those of Hazelcast among them, by their names. */
final class GridThreads {

  private static final String HAZELCAST = "hz.";

  /** Room for threads that start while they are being listed. */
  private static final int SPARE = 64;

  private GridThreads() {}

  /** All platform threads. One that starts or ends at this moment may be missed. */
  static Stream<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + SPARE];
    int count = root.enumerate(threads);
    return Arrays.stream(threads, 0, count);
  }

  /** Whether the thread belongs to any grid of this process. */
  static boolean isOfAnyGrid(Thread thread) {
    return thread.getName().startsWith(HAZELCAST + Grid.NAME_PREFIX);
  }

  /**
   * Interrupts what is left of a grid that has been closed. A member that stops in the middle of a
   * migration leaves a thread of Hazelcast 5.7 waiting for ever, and the process with it.
   */
  static void interruptLeftOvers(String gridName) {
    all()
        .filter(thread -> thread.getName().startsWith(HAZELCAST + gridName + "."))
        .filter(thread -> thread != Thread.currentThread())
        .forEach(Thread::interrupt);
  }
}
