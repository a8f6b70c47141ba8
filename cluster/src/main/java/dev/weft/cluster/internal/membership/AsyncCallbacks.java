package dev.weft.cluster.internal.membership;

import com.hazelcast.internal.util.ConcurrencyUtil;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pool on which Hazelcast runs asynchronous callbacks. Left alone it would start a thread for
 * each callback on machines of one or two cores, which makes its maps a hundred times slower there.
 *
 * <p>One pool for all members of the process, never closed: its threads are daemons and end when
 * idle. The queue is unbounded, as the common pool's is, since a callback cannot be refused.
 */
final class AsyncCallbacks {

  private static final int MIN_THREADS = 2;
  private static final int IDLE_SECONDS = 10;

  static {
    ConcurrencyUtil.setDefaultAsyncExecutor(createPool());
  }

  private AsyncCallbacks() {}

  /** Puts the pool in place. */
  static void install() {
    // Done once, when this class is initialized.
  }

  private static ThreadPoolExecutor createPool() {
    int threads = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static final class NamedThreads implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "weft-grid-async-" + count.getAndIncrement());
      thread.setDaemon(true);
      thread.setContextClassLoader(AsyncCallbacks.class.getClassLoader());
      return thread;
    }
  }
}
