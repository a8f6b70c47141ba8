package dev.weft.internal.executor;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.Engines;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.error.WeftException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose threads are the cluster's slots.
 *
 * <p>{@code active} and {@code isShutdown} are guarded by {@code active}.
 */
public final class ClusterExecutor extends AbstractExecutorService {

  /**
   * The task that this thread made last and did not hand over yet: a completion service asks for
   * one, and then hands over a {@link FutureTask} around it, into which nobody can look.
   */
  private static final ThreadLocal<ClusterTask<?>> MADE = new ThreadLocal<>();

  private static final String COMPLETION_SERVICE = ExecutorCompletionService.class.getName() + "$";

  /** What messages call a task: the class of its function, or the one its lambda is written in. */
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
          int lambda = name.indexOf("$$Lambda");
          return (lambda < 0 ? name : "a lambda of " + name.substring(0, lambda)).replace('$', '.');
        }
      };

  private final CallOptions options;
  private final Set<ClusterTask<?>> active = new HashSet<>();
  private final PromiseRef<@Nullable Object> terminated = new PromiseRef<>();
  private boolean isShutdown;

  /**
   * @param options of each task
   */
  public ClusterExecutor(CallOptions options) {
    this.options = options;
  }

  /** The options of a task that runs a function: named after it, unless they name all tasks. */
  CallOptions options(Object function) {
    return options.name() == null ? options.name(NAMES.get(function.getClass())) : options;
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> callable) {
    Objects.requireNonNull(callable, "callable");
    return made(ClusterTask.of(this, Work.RUN, callable, Work.Kind.CALLABLE, null, null));
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
    return made(ClusterTask.of(this, Objects.requireNonNull(runnable, "runnable"), value));
  }

  private static <T extends @Nullable Object> ClusterTask<T> made(ClusterTask<T> task) {
    MADE.set(task);
    return task;
  }

  @Override
  public void execute(Runnable command) {
    Objects.requireNonNull(command, "command");
    ClusterTask<?> made = MADE.get();
    MADE.remove();
    if (command instanceof ClusterTask<?> task) {
      task.start();
    } else if (command instanceof AsynchronousCompletionTask) {
      Stage.of(command).start(this);
    } else if (made != null && command.getClass().getName().startsWith(COMPLETION_SERVICE)) {
      made.start();
      made.onEnd(command);
    } else if (command instanceof FutureTask) {
      throw new RejectedExecutionException(
          "A "
              + command.getClass().getName()
              + " completes where it is and cannot be sent. Submit its Callable in its place.");
    } else {
      ClusterTask<?> task = ClusterTask.of(this, Work.RUN, command, Work.Kind.RUNNABLE, null, null);
      task.start();
      task.onEnd(() -> sayIfFailed(command, task.outcome()));
    }
  }

  /** Nobody has the future of this task, so its failure would be lost. */
  private static void sayIfFailed(Runnable command, Outcome outcome) {
    Throwable failure = outcome.failure();
    if (failure != null) {
      System.getLogger("dev.weft")
          .log(Level.ERROR, "A task given to Weft.executor() failed: " + command, failure);
    }
  }

  /** Hands a task to the engine of this process. */
  ObjectRef<@Nullable Object> submitToEngine(TaskCall call) {
    try {
      return Engines.current().tasks().submit(call);
    } catch (ClusterUnavailableException e) {
      throw new RejectedExecutionException(e.getMessage(), e);
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  void begin(ClusterTask<?> task) {
    synchronized (active) {
      if (isShutdown) {
        throw new RejectedExecutionException(
            "This executor was shut down and takes no more tasks.");
      }
      active.add(task);
    }
  }

  void ended(ClusterTask<?> task) {
    boolean isLast;
    synchronized (active) {
      isLast = active.remove(task) && isShutdown && active.isEmpty();
    }
    if (isLast) {
      terminated.complete(Outcome.of(null));
    }
  }

  /** Runs all at once, takes the first value there is, and cancels the others. */
  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return FirstOf.<T>of(this, tasks).get(null);
    } catch (TimeoutException e) {
      throw new AssertionError("Without a time there is no end of it", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return FirstOf.<T>of(this, tasks).get(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
  }

  @Override
  public void shutdown() {
    boolean isIdle;
    synchronized (active) {
      isShutdown = true;
      isIdle = active.isEmpty();
    }
    if (isIdle) {
      terminated.complete(Outcome.of(null));
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List<ClusterTask<?>> left;
    synchronized (active) {
      left = new ArrayList<>(active);
    }
    left.forEach(task -> task.cancel(true));
    return Collections.emptyList();
  }

  @Override
  public boolean isShutdown() {
    synchronized (active) {
      return isShutdown;
    }
  }

  @Override
  public boolean isTerminated() {
    return terminated.isDone();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    try {
      terminated.await(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
      return true;
    } catch (GetTimeoutException e) {
      return false;
    } catch (WaitInterruptedException e) {
      var unused = Thread.interrupted(); // the exception says it now
      throw new InterruptedException("Interrupted while waiting for an executor's tasks.");
    }
  }

  @Override
  public String toString() {
    synchronized (active) {
      return "Weft.executor()["
          + active.size()
          + " tasks under way"
          + (isShutdown ? ", shut down]" : "]");
    }
  }
}
