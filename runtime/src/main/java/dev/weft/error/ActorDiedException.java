package dev.weft.error;

import org.jspecify.annotations.Nullable;

/**
 * The actor is gone: its member was lost, it was killed or has exited, its constructor failed, or
 * its job ended.
 */
public final class ActorDiedException extends WeftException {

  private static final long serialVersionUID = 1L;

  public ActorDiedException(String message) {
    super(message);
  }

  public ActorDiedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
