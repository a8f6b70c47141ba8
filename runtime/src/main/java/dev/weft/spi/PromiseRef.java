package dev.weft.spi;

import dev.weft.ObjectRef;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.trace.Traces;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ref that engines hand out: pending until someone completes it, once.
 *
 * <p>{@code outcome} is written once, under the monitor, and read without it; {@code listeners} is
 * guarded by the monitor. Listeners run on the completing thread, outside the monitor.
 *
 * @param <T> the type of the value
 */
public class PromiseRef<T extends @Nullable Object> implements ObjectRef<T> {

  /** What is about to come need not be slept for. */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 128 : 0;

  private volatile @Nullable Outcome outcome;
  private @Nullable List<Runnable> listeners;

  /** Completes this ref, if it still is pending; returns whether it was. */
  public final boolean complete(Outcome result) {
    Objects.requireNonNull(result, "result");
    List<Runnable> waiting;
    synchronized (this) {
      if (outcome != null) {
        return false;
      }
      outcome = result;
      waiting = listeners;
      listeners = null;
    }
    tell(waiting);
    return true;
  }

  /**
   * Completes this ref, if only {@link QuietListener}s listen, so that a thread may do it which
   * must not run anything else.
   *
   * @return false if others listen: then the ref is as it was
   */
  public final boolean completeQuietly(Outcome result) {
    Objects.requireNonNull(result, "result");
    List<Runnable> waiting;
    synchronized (this) {
      if (outcome != null) {
        return true;
      }
      waiting = listeners;
      if (waiting != null && !areQuiet(waiting)) {
        return false;
      }
      outcome = result;
      listeners = null;
    }
    tell(waiting);
    return true;
  }

  /** Whether {@link #completeQuietly} would do now. */
  public final synchronized boolean isQuiet() {
    return listeners == null || areQuiet(listeners);
  }

  private static boolean areQuiet(List<Runnable> listeners) {
    for (Runnable listener : listeners) {
      if (!(listener instanceof QuietListener)) {
        return false;
      }
    }
    return true;
  }

  private static void tell(@Nullable List<Runnable> listeners) {
    if (listeners != null) {
      listeners.forEach(PromiseRef::run);
    }
  }

  /** One listener that fails must not keep the others from learning of the outcome. */
  @SuppressWarnings("CatchingUnchecked")
  private static void run(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable e) {
      System.getLogger("dev.weft").log(Level.ERROR, "A listener of a ref failed.", e);
    }
  }

  /** The outcome, or null while it is pending. */
  public final @Nullable Outcome outcome() {
    return outcome;
  }

  /**
   * Runs a listener once the outcome is known: on the completing thread, or now and here if it is
   * known. It must neither block nor throw.
   */
  public final void onDone(Runnable listener) {
    demand();
    synchronized (this) {
      if (outcome == null) {
        if (listeners == null) {
          listeners = new ArrayList<>(1);
        }
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  /** Forgets a listener that has not run yet. */
  public final void removeListener(Runnable listener) {
    synchronized (this) {
      if (listeners != null) {
        listeners.remove(listener);
      }
    }
  }

  @Override
  public final boolean isDone() {
    return outcome != null;
  }

  @Override
  public final T get() {
    if (outcome == null) {
      await(null);
    }
    return value();
  }

  @Override
  public final T get(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    if (outcome == null) {
      await(timeout);
    }
    return value();
  }

  /** Waits for the outcome, whatever it is. */
  public final Outcome await() {
    if (outcome == null) {
      await(null);
    }
    return Objects.requireNonNull(outcome);
  }

  @Override
  public final CompletableFuture<T> toCompletableFuture() {
    RefFuture<T> future = new RefFuture<>(this);
    onDone(() -> futureExecutor().execute(future::settle));
    return future;
  }

  /** Where whatever users hang on the value of this ref runs. */
  public final Executor stages() {
    return futureExecutor();
  }

  /** Where futures of this ref are completed, and so where stages of users run. */
  protected Executor futureExecutor() {
    return Runnable::run;
  }

  /**
   * Called before someone waits for the outcome: a ref that came from elsewhere asks for it now.
   */
  protected void demand() {}

  /**
   * Called before a thread that may run calls waits for the outcome: a call that has not begun may
   * be run right here instead of waited for.
   */
  protected void runHere() {}

  /** Lets a thread that is about to wait, for as long as it takes, run the call itself. */
  public final void help() {
    if (outcome == null && SlotLease.current() != null) {
      runHere();
    }
  }

  /** Names this ref in messages. */
  protected String describe() {
    return "the value";
  }

  private T value() {
    return cast(Objects.requireNonNull(outcome).valueOrThrow());
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // null is a value where T allows it
  private T cast(@Nullable Object value) {
    return (T) value;
  }

  /**
   * Waits for the outcome, whatever it is.
   *
   * @param timeout how long at most; null: for ever
   * @throws GetTimeoutException if the time is over
   */
  public final void await(@Nullable Duration timeout) {
    if (timeout == null) {
      help();
    }
    for (int i = 0; outcome == null && i < SPINS; i++) {
      Thread.onSpinWait();
    }
    ParkedThread waiter = new ParkedThread(Thread.currentThread());
    onDone(waiter);
    if (outcome != null) {
      return;
    }
    SlotLease lease = SlotLease.current();
    if (lease != null) {
      lease.yieldSlot();
    }
    try {
      if (!park(timeout)) {
        removeListener(waiter);
        throw Traces.hide(
            new GetTimeoutException(
                "No value within " + timeout + " from " + describe() + "; the call goes on."));
      }
    } catch (InterruptedException e) {
      removeListener(waiter);
      Thread.currentThread().interrupt();
      throw Traces.hide(
          new WaitInterruptedException(
              "Interrupted while waiting for "
                  + describe()
                  + ". What Weft.remote has sent goes on; plain remote calls are cancelled when"
                  + " the exception leaves the method that made them.",
              e));
    } finally {
      if (lease != null) {
        lease.resumeSlot();
      }
    }
    ProcessEnd.holdBack();
  }

  /** Waits until the outcome is there; false if the time is over first. */
  private boolean park(@Nullable Duration timeout) throws InterruptedException {
    long deadline = timeout == null ? 0 : System.nanoTime() + saturatedNanos(timeout);
    while (outcome == null) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (timeout == null) {
        LockSupport.park(this);
        continue;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, left);
    }
    return true;
  }

  /** The duration in nanoseconds, within the range 0 to {@code Long.MAX_VALUE}. */
  public static long saturatedNanos(Duration timeout) {
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException e) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  /** A thread that waits for the outcome. */
  private static final class ParkedThread implements QuietListener {

    private final Thread thread;

    ParkedThread(Thread thread) {
      this.thread = thread;
    }

    @Override
    public void run() {
      LockSupport.unpark(thread);
    }
  }
}
