package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** Code cannot be woven as written, or is called in a way that needs weaving. */
public final class WeaveException extends WeftException {

  private static final long serialVersionUID = 1L;

  public WeaveException(String message) {
    super(message);
  }

  public WeaveException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
