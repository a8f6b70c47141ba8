package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.NodeId;
import org.jspecify.annotations.Nullable;

/** Where partitions should be. Nodes may disagree for a while. */
public interface PartitionTable {

  /** How many partitions there are. */
  int count();

  /** The node that should own a partition, or null if that is not known. */
  @Nullable NodeId ownerOf(int partition);

  /** The node that should follow its owner, or null if any may. */
  @Nullable NodeId backupOf(int partition);
}
