package dev.weft.error;

import org.jspecify.annotations.Nullable;

/** There is no cluster to run on: it was not joined, was left, or was shut down. */
public final class ClusterUnavailableException extends WeftException {

  private static final long serialVersionUID = 1L;

  public ClusterUnavailableException(String message) {
    super(message);
  }

  public ClusterUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
