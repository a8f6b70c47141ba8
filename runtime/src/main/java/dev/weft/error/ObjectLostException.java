package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** No copy of the object exists any more, and none can be made again. */
public final class ObjectLostException extends WeftException {

  private static final long serialVersionUID = 1L;

  public ObjectLostException(String message) {
    super(message);
  }

  public ObjectLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
