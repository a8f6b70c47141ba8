package dev.weft.cluster.internal.membership;

import java.io.IOException;

/** Tells Hazelcast to close a connection about which everything has been said. */
final class RefusedConnectionException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedConnectionException() {
    super("The peer did not pass Weft's handshake");
  }

  /** A flood of refused peers must not cost a stack trace each. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
