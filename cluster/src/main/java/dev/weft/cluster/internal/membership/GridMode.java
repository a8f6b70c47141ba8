package dev.weft.cluster.internal.membership;

/** The part a process plays in a cluster. */
public enum GridMode {
  /** A cluster of its own within this process, on loopback, that nobody can join. */
  EMBEDDED,
  /** A member without partitions that joins a cluster, submits work to it, and leaves. */
  DRIVER,
  /** A member that holds data and runs work: the first of a cluster, or one that joins. */
  MEMBER
}
