package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The members of the grid. What one has said of itself does not change. */
public final class GridMembers implements Members {

  private final Transport transport;
  private final GroupTable groups;
  private final Map<NodeId, Capacity> known = new ConcurrentHashMap<>();

  /**
   * @param groups says where bundles are
   */
  public GridMembers(Transport transport, GroupTable groups) {
    this.transport = transport;
    this.groups = groups;
  }

  @Override
  public NodeId self() {
    return transport.self();
  }

  @Override
  public List<NodeId> workers() {
    return transport.workers();
  }

  @Override
  public Capacity capacity(NodeId node) {
    Capacity capacity = known.get(node);
    if (capacity == null) {
      Map<String, String> attributes = transport.attributes(node);
      capacity = Capacity.read(attributes);
      if (!attributes.isEmpty()) {
        known.keySet().retainAll(transport.workers());
        known.put(node, capacity);
      }
    }
    return capacity;
  }

  @Override
  public @Nullable NodeId nodeOf(BundleId bundle) {
    return groups.nodeOf(bundle);
  }

  @Override
  public String describe(NodeId node) {
    return transport.describe(node);
  }

  @Override
  public @Nullable NodeId ownerOf(int partition) {
    return transport.ownerOf(partition);
  }
}
