package dev.weft.error;

/**
 * A task was not done within the time that its caller or its annotation gave it; it was cancelled.
 */
public final class TaskTimeoutException extends WeftException {

  private static final long serialVersionUID = 1L;

  public TaskTimeoutException(String message) {
    super(message);
  }
}
