package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who there is to run tasks, and what each has. */
public interface Members {

  NodeId self();

  /** The nodes that run tasks, the oldest first; the same list until something changes. */
  List<NodeId> workers();

  /** What a node has; nothing if it is gone. */
  Capacity capacity(NodeId node);

  /** The node on which a bundle is reserved; null if there is none any more. */
  @Nullable NodeId nodeOf(BundleId bundle);

  /** Its address, for people. */
  String describe(NodeId node);

  /** Who owns a partition now, or null if nobody does. */
  @Nullable NodeId ownerOf(int partition);
}
