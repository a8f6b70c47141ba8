package dev.weft.cluster.internal.transport;

/** Is asked to hand over what a node has before it leaves the cluster. */
@FunctionalInterface
public interface LeaveListener {

  /**
   * Hands over; blocks until that is done, and no longer than told. The grid's partitions move
   * meanwhile.
   *
   * @return whether all was handed over
   */
  boolean leave(long nanos);
}
