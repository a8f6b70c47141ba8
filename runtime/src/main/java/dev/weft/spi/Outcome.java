package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/** How a call ended: with a value or with what it threw. An engine may decode either when asked. */
public interface Outcome {

  /** The value; null when it failed, and when null is the value. */
  @Nullable Object value();

  /** What was thrown, or null when the call succeeded. */
  @Nullable Throwable failure();

  /**
   * The value, or the failure thrown as it is, checked or not. One that is thrown for the first
   * time shows from then on who waited for it.
   */
  default @Nullable Object valueOrThrow() {
    Throwable failure = failure();
    if (failure != null) {
      throw Rethrow.<RuntimeException>sneaky(failure);
    }
    return value();
  }

  /**
   * The same, whose failure shows where the call was made.
   *
   * @param site the frame of the call, or null if that is unknown
   */
  default Outcome calledAt(@Nullable StackTraceElement site) {
    return this;
  }

  static Outcome of(@Nullable Object value) {
    return new KnownOutcome(value, null, null);
  }

  static Outcome failed(Throwable failure) {
    return new KnownOutcome(null, failure, null);
  }
}
