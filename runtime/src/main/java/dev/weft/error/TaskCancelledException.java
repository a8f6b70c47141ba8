package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** The call was cancelled, or its job ended, before it had a value. */
public final class TaskCancelledException extends WeftException {

  private static final long serialVersionUID = 1L;

  public TaskCancelledException(String message) {
    super(message);
  }

  public TaskCancelledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
