package dev.weft.cluster.internal.security;

/** Says that the cluster key cannot be had, why, and what to do. */
public final class ClusterKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterKeyException(String message) {
    super(message);
  }
}
