package dev.weft.cluster.internal.transport;

import org.jspecify.annotations.Nullable;

/** A message was not answered. */
public final class TransportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is known about a message that was not answered. */
  public enum Kind {
    /** It was not delivered, and had no effect. */
    NOT_DELIVERED,
    /** The node that had it is gone; whether it had an effect is not known. */
    NODE_LOST,
    /** It was not answered in time; whether it had an effect is not known. */
    TIMED_OUT,
    /** The receiver refused it. */
    REFUSED,
    /** This node is shutting down. */
    CLOSED
  }

  private final Kind kind;

  public TransportException(Kind kind, String message) {
    this(kind, message, null);
  }

  public TransportException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
