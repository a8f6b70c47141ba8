package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended: with a value or with what it threw.
 *
 * @param value the value; null when it failed, and when null is the value
 * @param failure what was thrown, or null when the call succeeded
 */
public record Outcome(@Nullable Object value, @Nullable Throwable failure) {

  public static Outcome of(@Nullable Object value) {
    return new Outcome(value, null);
  }

  public static Outcome failed(Throwable failure) {
    return new Outcome(null, failure);
  }

  /** The value, or the failure thrown as it is, checked or not. */
  public @Nullable Object valueOrThrow() {
    if (failure != null) {
      throw Outcome.<RuntimeException>sneaky(failure);
    }
    return value;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // rethrows what is checked
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
