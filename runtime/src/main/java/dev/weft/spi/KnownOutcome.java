package dev.weft.spi;

import dev.weft.internal.trace.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is here as it is. The trace of a failure is completed by the first who waits for
 * it; whoever else gets the same exception sees the same trace.
 *
 * <p>{@code isComplete} is written under this.
 */
final class KnownOutcome implements Outcome {

  private final @Nullable Object value;
  private final @Nullable Throwable failure;
  private final @Nullable StackTraceElement site;
  private volatile boolean isComplete;

  KnownOutcome(
      @Nullable Object value, @Nullable Throwable failure, @Nullable StackTraceElement site) {
    this.value = value;
    this.failure = failure;
    this.site = site;
  }

  @Override
  public @Nullable Object value() {
    return value;
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public @Nullable Object valueOrThrow() {
    if (failure == null) {
      return value;
    }
    if (!isComplete) {
      synchronized (this) {
        if (!isComplete) {
          isComplete = Arrival.complete(failure, site);
        }
      }
    }
    throw Rethrow.<RuntimeException>sneaky(failure);
  }

  @Override
  public Outcome calledAt(@Nullable StackTraceElement callSite) {
    return failure == null || callSite == null ? this : new KnownOutcome(null, failure, callSite);
  }

  @Override
  public String toString() {
    return failure == null ? "value " + value : "failure " + failure;
  }
}
