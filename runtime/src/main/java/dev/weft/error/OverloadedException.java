package dev.weft.error;

/**
 * An actor has as many calls waiting as its class allows, so that one more was refused. It has not
 * run; make it again later.
 */
public final class OverloadedException extends WeftException {

  private static final long serialVersionUID = 1L;

  public OverloadedException(String message) {
    super(message);
  }
}
