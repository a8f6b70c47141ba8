package dev.weft.error;

import org.jspecify.annotations.Nullable;

/**
 * The waiting thread was interrupted; its interrupt flag is set again. A call whose ref the program
 * has goes on; the plain calls of a woven method are cancelled when the exception leaves it.
 */
public final class WaitInterruptedException extends WeftException {

  private static final long serialVersionUID = 1L;

  public WaitInterruptedException(String message) {
    super(message);
  }

  public WaitInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
