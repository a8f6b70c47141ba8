package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.error.UnplaceableException;
import dev.weft.spi.Demand;
import dev.weft.spi.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The groups that this node has reserved, and where their bundles are. */
public final class GroupTable {

  private final Map<UUID, Group> groups = new ConcurrentHashMap<>();

  /**
   * Enters a group.
   *
   * @param nodes where each bundle is
   */
  public void add(UUID group, List<Demand> bundles, List<NodeId> nodes) {
    groups.put(group, new Group(List.copyOf(bundles), List.copyOf(nodes), new AtomicInteger()));
  }

  /** Removes a group; returns whether it was there. */
  public boolean remove(UUID group) {
    return groups.remove(group) != null;
  }

  /** The node of a bundle, or null if there is no such group any more. */
  @Nullable NodeId nodeOf(BundleId bundle) {
    Group group = groups.get(bundle.group());
    return group == null ? null : group.nodes.get(bundle.index());
  }

  /**
   * A bundle for a task: the one it names, or the next into which it fits.
   *
   * @throws UnplaceableException if there is none
   */
  public BundleId choose(Place.InGroup place, Demand demand) {
    Group group = groups.get(place.group());
    if (group == null) {
      throw new UnplaceableException(
          "The placement group "
              + place.group()
              + " is not reserved by this process: it was closed, or is another process's.");
    }
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < group.bundles.size(); i++) {
      if ((place.bundle() < 0 || place.bundle() == i) && demand.fitsInto(group.bundles.get(i))) {
        fitting.add(i);
      }
    }
    if (fitting.isEmpty()) {
      throw new UnplaceableException(
          "A task asks for " + demand + ", which does not fit into " + place + ".");
    }
    int turn = Math.floorMod(group.turn.getAndIncrement(), fitting.size());
    return new BundleId(place.group(), fitting.get(turn));
  }

  private record Group(List<Demand> bundles, List<NodeId> nodes, AtomicInteger turn) {}
}
