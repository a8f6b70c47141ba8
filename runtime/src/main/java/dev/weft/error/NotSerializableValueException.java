package dev.weft.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot travel. The message gives the path to the culprit, for example {@code
 * Order.customer.session: java.net.Socket}.
 */
public final class NotSerializableValueException extends WeftException {

  private static final long serialVersionUID = 1L;

  public NotSerializableValueException(String message) {
    super(message);
  }

  public NotSerializableValueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
