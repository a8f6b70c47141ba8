package dev.weft.cluster.internal.scheduler;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads in which user code runs.
 *
 * <p>They are platform threads on every Java. Virtual ones are not given turns by time: as many
 * busy tasks as there are processors would keep actors, a task's successor after it was cancelled
 * by force, and the application's own virtual threads from running at all. Nor are many threads
 * needed, since a task that waits for one that it has called runs that itself.
 */
final class WorkerThreads {

  private WorkerThreads() {}

  static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return body -> {
      Thread thread = new Thread(body, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      // not that of the user code whose wait made room for this thread
      thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
      return thread;
    };
  }
}
