package dev.weft.cluster.internal.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a node beside its workers; all daemons, named after what they do.
 *
 * @param completer completes refs, one at a time; ({@code weft-complete-1})
 * @param fetchers wait for the grid on behalf of refs ({@code weft-object-n})
 * @param futures runs what users hang on futures of refs ({@code weft-future-n})
 * @param classes answers questions for classes, one at a time ({@code weft-classes})
 * @param timer tells when the time of a task is over ({@code weft-timer-1})
 * @param protocol agrees with other members on who counts and who owns what ({@code
 *     weft-protocol-1})
 * @param membership cleans up after nodes that left, one at a time ({@code weft-membership})
 */
record NodeThreads(
    ExecutorService completer,
    ExecutorService fetchers,
    ExecutorService futures,
    ExecutorService classes,
    ScheduledExecutorService timer,
    ScheduledExecutorService protocol,
    ExecutorService membership)
    implements AutoCloseable {

  private static final int FETCHERS = 4;

  static NodeThreads start() {
    return new NodeThreads(
        pool("weft-complete", 1),
        pool("weft-object", FETCHERS),
        pool("weft-future", FETCHERS),
        pool("weft-classes", 1),
        scheduled("weft-timer"),
        scheduled("weft-protocol"),
        pool("weft-membership", 1));
  }

  @Override
  public void close() {
    membership.shutdownNow();
    timer.shutdownNow();
    protocol.shutdownNow();
    classes.shutdownNow();
    futures.shutdownNow();
    fetchers.shutdownNow();
    completer.shutdownNow();
  }

  /** What comes after the end is dropped: its refs have failed by then. */
  private static ExecutorService pool(String name, int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), // holds what nodes have sent already; bounded by senders
        named(name),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Most tasks that have a time are done long before it is over. */
  private static ScheduledExecutorService scheduled(String name) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(name));
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return timer;
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return body -> {
      Thread thread = new Thread(body, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(NodeThreads.class.getClassLoader()); // not a job's
      return thread;
    };
  }
}
