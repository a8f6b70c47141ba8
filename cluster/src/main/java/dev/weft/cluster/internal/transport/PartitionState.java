package dev.weft.cluster.internal.transport;

import org.jspecify.annotations.Nullable;

/** What lives in partitions and moves with them. Methods for different partitions may overlap. */
public interface PartitionState {

  /** Nothing of this partition may begin from now on. Never blocks. */
  void freeze(int partition);

  /**
   * All that is in a frozen partition, after waiting for what still runs; null if there is nothing.
   *
   * @throws IllegalStateException if it does not end in time; the move is tried again later
   */
  byte @Nullable [] snapshot(int partition);

  /** Takes over a partition. */
  void install(int partition, byte[] snapshot);

  /** The partition has moved away: forget it, and send what waits to its new owner. */
  void release(int partition);

  /** The partition stays after all: go on. */
  void unfreeze(int partition);
}
