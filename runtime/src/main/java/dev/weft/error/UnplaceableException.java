package dev.weft.error;

/**
 * No member has what a task or a group asks for, and none came in time. Start one that has, or ask
 * for less.
 */
public final class UnplaceableException extends WeftException {

  private static final long serialVersionUID = 1L;

  public UnplaceableException(String message) {
    super(message);
  }
}
