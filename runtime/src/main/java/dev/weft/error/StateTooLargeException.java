package dev.weft.error;

/**
 * The state of an actor has become larger than it can be kept. The call that made it so has had no
 * effect; the actor goes on with what it was before. Keep less in it, or spread it over several
 * actors.
 */
public final class StateTooLargeException extends WeftException {

  private static final long serialVersionUID = 1L;

  public StateTooLargeException(String message) {
    super(message);
  }
}
