package dev.weft.cluster.internal.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task or actor method in a worker's thread: which job it belongs to and what it is
 * called. Two runs are two callers, even of the same method.
 */
public final class RunningCall {

  private static final ThreadLocal<RunningCall> CURRENT = new ThreadLocal<>();

  private final Job job;
  private final String name;
  private final int attempt;

  @GuardedBy("this")
  private final List<Runnable> endListeners = new ArrayList<>(0);

  @GuardedBy("this")
  private boolean isEnded;

  /**
   * @param job the job
   * @param name the task or actor method, for people
   * @param attempt 1 for the first run
   */
  public RunningCall(Job job, String name, int attempt) {
    this.job = job;
    this.name = name;
    this.attempt = attempt;
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

  /** Runs a listener when this run is over: now, if it is. */
  public void onEnd(Runnable listener) {
    synchronized (this) {
      if (!isEnded) {
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
      end();
    }
  }

  private void end() {
    List<Runnable> listeners;
    synchronized (this) {
      isEnded = true;
      listeners = List.copyOf(endListeners);
      endListeners.clear();
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
