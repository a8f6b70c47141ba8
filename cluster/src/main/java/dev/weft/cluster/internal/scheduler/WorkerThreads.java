package dev.weft.cluster.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the threads in which user code runs: virtual ones where they are as good as others.
 *
 * <p>That is from Java 24 on (JEP 491). Before, a virtual thread that waits inside a {@code
 * synchronized} block keeps its carrier, and as many tasks that wait so for others as there are
 * carriers would wait for ever.
 */
final class WorkerThreads {

  private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);
  private static final int UNPINNED = 24;

  private WorkerThreads() {}

  static ThreadFactory named(String name) {
    if (Runtime.version().feature() >= UNPINNED) {
      try {
        return virtual(name + "-");
      } catch (ReflectiveOperationException e) {
        log.debug("Workers are platform threads, since virtual ones cannot be made.", e);
      }
    }
    return platform(name);
  }

  private static ThreadFactory platform(String name) {
    AtomicInteger number = new AtomicInteger();
    return body -> {
      Thread thread = new Thread(body, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      // not that of the user code whose wait made room for this thread
      thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
      return thread;
    };
  }

  /** {@code Thread.ofVirtual().name(prefix, 1).inheritInheritableThreadLocals(false)}. */
  private static ThreadFactory virtual(String prefix) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
    try {
      Object threads =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)).invoke();
      threads =
          lookup
              .findVirtual(
                  builder, "name", MethodType.methodType(builder, String.class, long.class))
              .invoke(threads, prefix, 1L);
      threads =
          lookup
              .findVirtual(
                  builder,
                  "inheritInheritableThreadLocals",
                  MethodType.methodType(builder, boolean.class))
              .invoke(threads, false);
      ThreadFactory factory =
          (ThreadFactory)
              lookup
                  .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                  .invoke(threads);
      return body -> {
        Thread thread = factory.newThread(body);
        thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
        return thread;
      };
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }
}
