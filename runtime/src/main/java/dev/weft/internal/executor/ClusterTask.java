package dev.weft.internal.executor;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RemoteMethod;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task of the executor, and its future.
 *
 * <p>It ends once: as the task in the cluster does, or when it is cancelled here, whichever is
 * first. {@code ref} is written by the thread that starts it.
 *
 * @param <V> the type of the value
 */
final class ClusterTask<V extends @Nullable Object> implements RunnableFuture<V> {

  /** How a cancelled task ends; known by its identity. */
  private static final Outcome CANCELLED =
      Outcome.failed(new TaskCancelledException("The task was cancelled."));

  private final ClusterExecutor executor;
  private final RemoteMethod method;
  private final @Nullable Object[] arguments;
  private final @Nullable V fixed;
  private final boolean hasFixed;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final PromiseRef<@Nullable Object> end = new PromiseRef<>();
  private volatile @Nullable PromiseRef<?> ref;

  private ClusterTask(
      ClusterExecutor executor,
      RemoteMethod method,
      @Nullable Object[] arguments,
      boolean hasFixed,
      @Nullable V fixed) {
    this.executor = executor;
    this.method = method;
    this.arguments = arguments;
    this.hasFixed = hasFixed;
    this.fixed = fixed;
  }

  /** A task whose value is that of the function. */
  static <V extends @Nullable Object> ClusterTask<V> of(
      ClusterExecutor executor,
      RemoteMethod method,
      Object function,
      Work.Kind kind,
      @Nullable Object first,
      @Nullable Object second) {
    return new ClusterTask<>(
        executor,
        method,
        new @Nullable Object[] {function, kind.ordinal(), first, second},
        false,
        null);
  }

  /** A task with a value that is given here. */
  static <V extends @Nullable Object> ClusterTask<V> of(
      ClusterExecutor executor, Runnable command, V value) {
    return new ClusterTask<>(
        executor,
        Work.RUN,
        new @Nullable Object[] {command, Work.Kind.RUNNABLE.ordinal(), null, null},
        true,
        value);
  }

  /**
   * Hands it to the engine, unless that was done or it is cancelled.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more tasks
   * @throws dev.weft.error.NotSerializableValueException if the function cannot travel
   */
  void start() {
    if (isDone() || !isStarted.compareAndSet(false, true)) {
      return;
    }
    executor.begin(this);
    PromiseRef<?> submitted;
    try {
      submitted =
          (PromiseRef<?>)
              executor.submitToEngine(new TaskCall(method, options(), arguments, new int[0]));
    } catch (Throwable e) {
      executor.ended(this);
      end.complete(Outcome.failed(e));
      throw e;
    }
    ref = submitted;
    if (isCancelled()) { // meanwhile
      cancelInCluster(true);
    }
    // not on the thread that completes refs: what hangs on this future is the user's
    submitted.onDone(
        () -> submitted.stages().execute(() -> ended(Objects.requireNonNull(submitted.outcome()))));
  }

  private CallOptions options() {
    return executor.options(Objects.requireNonNull(arguments[0]));
  }

  private void ended(Outcome outcome) {
    end.complete(outcome);
    executor.ended(this);
  }

  /** Tells when it has ended, and how; must neither block nor throw. */
  void onEnd(Runnable listener) {
    end.onDone(listener);
  }

  /** How it ended: of a task that has. */
  Outcome outcome() {
    return Objects.requireNonNull(end.outcome());
  }

  /** Runs it in the cluster and waits until it has ended. */
  @Override
  public void run() {
    start();
    var unused = end.await();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean isFirst = end.complete(CANCELLED);
    if (isFirst) {
      cancelInCluster(mayInterruptIfRunning);
    }
    return isFirst;
  }

  /** Without interrupt, what has begun goes on, as on any executor, and what has not never runs. */
  private void cancelInCluster(boolean mayInterrupt) {
    ObjectRef<?> submitted = ref;
    if (submitted == null) {
      return;
    }
    Engines.running()
        .ifPresent(
            engine -> {
              if (mayInterrupt) {
                engine.tasks().cancel(submitted);
              } else {
                engine.tasks().withdraw(submitted);
              }
            });
  }

  @Override
  public boolean isCancelled() {
    return end.outcome() == CANCELLED;
  }

  @Override
  public boolean isDone() {
    return end.isDone();
  }

  @Override
  public V get() throws InterruptedException, ExecutionException {
    PromiseRef<?> submitted = ref;
    if (submitted != null) {
      submitted.help();
    }
    if (!end.isDone()) {
      try {
        var unused = end.await();
      } catch (WaitInterruptedException e) {
        throw interrupted();
      }
    }
    return value();
  }

  @Override
  public V get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!end.isDone()) {
      try {
        end.await(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
      } catch (WaitInterruptedException e) {
        throw interrupted();
      } catch (GetTimeoutException e) {
        throw (TimeoutException)
            new TimeoutException(
                    "The task was not done after "
                        + timeout
                        + " "
                        + unit.name().toLowerCase(java.util.Locale.ROOT)
                        + "; it goes on.")
                .initCause(e);
      }
    }
    return value();
  }

  private static InterruptedException interrupted() {
    var unused = Thread.interrupted(); // the exception says it now
    return new InterruptedException("Interrupted while waiting for a task; it goes on.");
  }

  @SuppressWarnings({"unchecked", "NullAway", "CatchingUnchecked"}) // the edge of user code
  private V value() throws ExecutionException {
    if (isCancelled()) {
      throw new CancellationException("The task was cancelled.");
    }
    Object value;
    try {
      value = outcome().valueOrThrow();
    } catch (Throwable e) {
      throw new ExecutionException(e);
    }
    return hasFixed ? fixed : (V) value;
  }

  @Override
  public String toString() {
    return "Task of "
        + arguments[0]
        + (isCancelled() ? ", cancelled" : isDone() ? ", done" : ", pending");
  }
}
