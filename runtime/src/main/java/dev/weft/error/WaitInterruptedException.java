package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** The waiting thread was interrupted; its interrupt flag is set again, and the call goes on. */
public final class WaitInterruptedException extends WeftException {

  private static final long serialVersionUID = 1L;

  public WaitInterruptedException(String message) {
    super(message);
  }

  public WaitInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
