package dev.weft.cluster.internal.membership;

/** What a member knows of the agreement on who belongs to the cluster; asked from any thread. */
@FunctionalInterface
public interface Agreement {

  /** How it stands now. Does not block. */
  Standing standing();
}
