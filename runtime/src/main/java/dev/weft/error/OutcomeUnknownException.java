package dev.weft.error;

import org.jspecify.annotations.Nullable;

/**
 * Whether the call took effect is not known: the member that had it was lost, or its time was over
 * before an answer came. Repeat it only if twice does no harm.
 */
public final class OutcomeUnknownException extends WeftException {

  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message) {
    super(message);
  }

  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
