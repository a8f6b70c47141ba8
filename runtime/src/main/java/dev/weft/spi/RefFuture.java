package dev.weft.spi;

import dev.weft.bridge.Engines;
import dev.weft.error.TaskCancelledException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a ref. A call that is cancelled cancels it, and the other way round.
 *
 * @param <T> the type of the value
 */
final class RefFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  private final PromiseRef<T> ref;

  RefFuture(PromiseRef<T> ref) {
    this.ref = ref;
  }

  /** Cancels this future, and if it may interrupt, the call too. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean isFirst = !isDone() && super.cancel(mayInterruptIfRunning);
    if (isFirst && mayInterruptIfRunning) {
      Engines.running().ifPresent(engine -> engine.tasks().cancel(ref));
    }
    return isFirst || isCancelled();
  }

  /** Completes this as the ref has ended. */
  @SuppressWarnings("CatchingUnchecked") // reading the value may fail in any way
  void settle() {
    T value;
    try {
      value = ref.get();
    } catch (Throwable e) {
      completeExceptionally(e instanceof TaskCancelledException ? cancelled(e) : e);
      return;
    }
    complete(value);
  }

  /** What makes the JDK say that a future is cancelled. */
  private static CancellationException cancelled(Throwable reason) {
    CancellationException cancelled = new CancellationException(reason.getMessage());
    cancelled.initCause(reason);
    return cancelled;
  }
}
