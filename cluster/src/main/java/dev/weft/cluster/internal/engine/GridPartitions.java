package dev.weft.cluster.internal.engine;

import dev.weft.cluster.internal.replica.PartitionTable;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Where the grid's table of partitions says that they are. */
record GridPartitions(Transport transport) implements PartitionTable {

  @Override
  public int count() {
    return transport.partitions();
  }

  @Override
  public @Nullable NodeId ownerOf(int partition) {
    return transport.ownerOf(partition);
  }

  @Override
  public @Nullable NodeId backupOf(int partition) {
    return transport.backupOf(partition);
  }
}
