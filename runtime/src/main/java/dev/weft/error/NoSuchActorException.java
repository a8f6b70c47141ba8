package dev.weft.error;

/** No actor has the name asked for in that namespace. */
public final class NoSuchActorException extends WeftException {

  private static final long serialVersionUID = 1L;

  public NoSuchActorException(String message) {
    super(message);
  }
}
