package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * One agreed set of members.
 *
 * @param version counts the views of a cluster, from 1; 0 for none
 * @param members the oldest first
 * @param quorum which of them decide on the next view; the first member of the cluster chose it
 */
public record View(long version, List<NodeId> members, Quorum quorum) {

  private static final View NONE = new View(0, List.of());

  public View {
    members = List.copyOf(members);
    if (version < 0) {
      throw new IllegalArgumentException("A view's version must not be negative: " + version + ".");
    }
    if ((version == 0) != members.isEmpty()) {
      throw new IllegalArgumentException(
          "View " + version + " has " + members.size() + " members; only view 0 has none.");
    }
    if (new HashSet<>(members).size() < members.size()) {
      throw new IllegalArgumentException(
          "View " + version + " names a member twice: " + members + ".");
    }
  }

  /** A view of which a majority decides. */
  public View(long version, List<NodeId> members) {
    this(version, members, Quorum.MAJORITY);
  }

  /** What a node has that has been told of no view yet. */
  public static View none() {
    return NONE;
  }

  public boolean contains(NodeId node) {
    return members.contains(node);
  }

  /** Whether some nodes, of whom those count that are members, may decide for all. */
  public boolean isQuorum(Collection<NodeId> nodes) {
    return quorum.isQuorum(members, nodes);
  }

  @Override
  public String toString() {
    return "view " + version + " " + members;
  }
}
