package dev.weft.store;

import dev.weft.error.WeftException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no value of this job: damaged, beyond a limit, or naming a class that is refused
 * or that the job does not have.
 */
public final class UnreadableValueException extends WeftException {

  private static final long serialVersionUID = 1L;

  public UnreadableValueException(String message) {
    super(message);
  }

  public UnreadableValueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
