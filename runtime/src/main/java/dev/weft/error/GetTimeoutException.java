package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** The time given to a {@code get} was over; the call itself goes on. */
public final class GetTimeoutException extends WeftException {

  private static final long serialVersionUID = 1L;

  public GetTimeoutException(String message) {
    super(message);
  }

  public GetTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
