package dev.weft.error;

import org.jspecify.annotations.Nullable;

/**
 * The user's code threw something that could not travel: the message holds its class, text and
 * remote stack.
 */
public final class TaskFailedException extends WeftException {

  private static final long serialVersionUID = 1L;

  public TaskFailedException(String message) {
    super(message);
  }

  public TaskFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
