package dev.weft.cluster.internal.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task or actor method in a worker's thread: which job it belongs to and what it is
 * called. Two runs are two callers, even of the same method.
 */
public final class RunningCall {

  private static final ThreadLocal<@Nullable RunningCall> CURRENT = new ThreadLocal<>();

  private final Job job;
  private final String name;
  private final int attempt;
  private final int depth;
  private final BooleanSupplier cancelled;
  private int nesting;

  @GuardedBy("this")
  private List<Runnable> endListeners = List.of();

  @GuardedBy("this")
  private boolean isEnded;

  /**
   * @param job the job
   * @param name the task or actor method, for people
   * @param attempt 1 for the first run
   */
  public RunningCall(Job job, String name, int attempt) {
    this(job, name, attempt, 0, () -> false);
  }

  /**
   * @param job the job
   * @param name the task or actor method, for people
   * @param attempt 1 for the first run
   * @param depth how many tasks called one another to come to this one
   * @param cancelled whether an interrupt was meant for this run
   */
  public RunningCall(Job job, String name, int attempt, int depth, BooleanSupplier cancelled) {
    this.job = job;
    this.name = name;
    this.attempt = attempt;
    this.depth = depth;
    this.cancelled = cancelled;
  }

  /** What runs in this thread, or null outside of any call. */
  public static @Nullable RunningCall current() {
    return CURRENT.get();
  }

  public Job job() {
    return job;
  }

  public String name() {
    return name;
  }

  public int attempt() {
    return attempt;
  }

  /** How many tasks called one another to come to this one: 1 for one that a driver called. */
  public int depth() {
    return depth;
  }

  /** How many calls are below this one on its thread's stack, each waiting for the next. */
  public int nesting() {
    return nesting;
  }

  /** Whether this run is not wanted any more, so that its thread is to stay interrupted. */
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Runs a listener when this run is over: now, if it is. */
  public void onEnd(Runnable listener) {
    synchronized (this) {
      if (!isEnded) {
        if (endListeners.isEmpty()) {
          endListeners = new ArrayList<>(1);
        }
        endListeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  /** Binds this to the thread while the body runs, with the job's loader as context loader. */
  @SuppressWarnings("NullAway") // null is a value where T allows it
  public <T extends @Nullable Object> T around(Body<T> body) throws Throwable {
    RunningCall previous = CURRENT.get();
    Thread thread = Thread.currentThread();
    ClassLoader previousLoader = thread.getContextClassLoader();
    nesting = previous == null ? 0 : previous.nesting + 1;
    CURRENT.set(this);
    thread.setContextClassLoader(job.contextLoader());
    try {
      return body.run();
    } finally {
      thread.setContextClassLoader(previousLoader);
      CURRENT.set(previous); // a worker's next run needs the entry again
      end();
    }
  }

  private void end() {
    List<Runnable> listeners;
    synchronized (this) {
      isEnded = true;
      listeners = endListeners;
      endListeners = List.of();
    }
    listeners.forEach(Runnable::run);
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
