package dev.weft.cluster.internal.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a node beside its workers; all daemons, named after what they do.
 *
 * @param completer completes refs, one at a time; users' stages run here ({@code weft-complete})
 * @param fetchers wait for the grid on behalf of refs ({@code weft-object-n})
 * @param classes answers questions for classes, one at a time ({@code weft-classes})
 * @param membership cleans up after nodes that left, one at a time ({@code weft-membership})
 */
record NodeThreads(
    ExecutorService completer,
    ExecutorService fetchers,
    ExecutorService classes,
    ExecutorService membership)
    implements AutoCloseable {

  private static final int FETCHERS = 4;

  static NodeThreads start() {
    return new NodeThreads(
        Executors.newSingleThreadExecutor(daemons("weft-complete")),
        Executors.newFixedThreadPool(FETCHERS, daemons("weft-object")),
        Executors.newSingleThreadExecutor(daemons("weft-classes")),
        Executors.newSingleThreadExecutor(daemons("weft-membership")));
  }

  @Override
  public void close() {
    membership.shutdownNow();
    classes.shutdownNow();
    fetchers.shutdownNow();
    completer.shutdownNow();
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return body -> {
      Thread thread = new Thread(body, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
