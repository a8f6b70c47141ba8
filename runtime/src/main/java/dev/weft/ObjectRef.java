package dev.weft;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a value that may be computed, and may live, on another member.
 *
 * <p>A ref is a value itself: it may be passed to remote calls, returned from them and kept in
 * objects. Passed directly as an argument, the call gets its value and starts when it is ready;
 * inside another value it stays a ref. Two refs are equal when they name the same object.
 *
 * <p>Implemented by Weft only.
 *
 * @param <T> the type of the value
 */
public interface ObjectRef<T extends @Nullable Object> {

  /**
   * Waits for the value.
   *
   * <p>A failed call throws here what it threw there: the same exception at every {@code get}, also
   * a checked one.
   *
   * @return the value; it is shared by all who get it here, so treat it as immutable
   * @throws dev.weft.error.WaitInterruptedException if this thread is interrupted; the call goes on
   */
  T get();

  /**
   * Waits for the value, at most for a time.
   *
   * @param timeout zero means: only if it is here already
   * @throws dev.weft.error.GetTimeoutException if the time is over; the call goes on
   */
  T get(Duration timeout);

  /**
   * Whether the call is over, with a value or a failure. A large value may still have to be fetched
   * by the first {@link #get()}.
   */
  boolean isDone();

  /**
   * The same as a future of the JDK. It completes on one of Weft's threads ({@code weft-future-n}):
   * do not block in its stages. {@code cancel(true)} on it cancels the call as {@link Weft#cancel}
   * does, for all who have the ref; {@code cancel(false)} only this future. A call that is
   * cancelled fails it with a {@code CancellationException}. The other way round: {@link
   * Weft#fromFuture}.
   */
  CompletableFuture<T> toCompletableFuture();
}
