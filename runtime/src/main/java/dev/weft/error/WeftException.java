package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** The root of all errors that Weft itself reports. */
public class WeftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WeftException(String message) {
    super(message);
  }

  public WeftException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
