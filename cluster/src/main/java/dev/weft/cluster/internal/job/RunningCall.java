package dev.weft.cluster.internal.job;

import org.jspecify.annotations.Nullable;

/**
 * What runs in a worker's thread: which job it belongs to and what it is called.
 *
 * @param job the job
 * @param name the task or actor method, for people
 * @param attempt 1 for the first run
 */
public record RunningCall(Job job, String name, int attempt) {

  private static final ThreadLocal<RunningCall> CURRENT = new ThreadLocal<>();

  /** What runs in this thread, or null outside of any call. */
  public static @Nullable RunningCall current() {
    return CURRENT.get();
  }

  /** Binds this to the thread while the body runs, with the job's loader as context loader. */
  @SuppressWarnings("NullAway") // null is a value where T allows it
  public <T extends @Nullable Object> T around(Body<T> body) throws Throwable {
    RunningCall previous = CURRENT.get();
    Thread thread = Thread.currentThread();
    ClassLoader previousLoader = thread.getContextClassLoader();
    CURRENT.set(this);
    thread.setContextClassLoader(job.contextLoader());
    try {
      return body.run();
    } finally {
      thread.setContextClassLoader(previousLoader);
      if (previous == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(previous);
      }
    }
  }

  /**
   * User code.
   *
   * @param <T> the type of its value
   */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    T run() throws Throwable;
  }
}
