package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to become a member, and who wants to be one no longer; with Hazelcast's list this says
 * what the next view should be.
 */
final class Candidates {

  private final Map<NodeId, Long> births = new HashMap<>();
  private final Set<NodeId> leaving = new HashSet<>();

  /**
   * @param birth the first view that the node was told of
   */
  void admit(NodeId node, long birth) {
    births.putIfAbsent(node, birth);
  }

  void leave(NodeId node) {
    leaving.add(node);
  }

  /** Forgets those of whom nothing needs to be known any more. */
  void trim(Roster decided, List<NodeId> listed) {
    births.keySet().retainAll(listed);
    births.keySet().removeAll(decided.view().members());
    leaving.retainAll(decided.view().members());
  }

  /** Whether a member would be left that Hazelcast lists, other than a given one. */
  boolean leaveAnyone(View view, List<NodeId> listed, NodeId but) {
    return view.members().stream()
        .anyMatch(node -> !node.equals(but) && !leaving.contains(node) && listed.contains(node));
  }

  void clear() {
    births.clear();
    leaving.clear();
  }

  /**
   * What should follow; null if all is as it should be, or if nobody would be left.
   *
   * @param listed whom Hazelcast lists, the oldest first
   */
  @Nullable Roster wanted(Roster base, List<NodeId> listed) {
    List<NodeId> members = new ArrayList<>(base.view().members());
    members.retainAll(listed);
    members.removeAll(leaving);
    for (NodeId node : listed) {
      Long birth = births.get(node);
      if (birth != null && !base.view().contains(node) && !base.isShut(node, birth)) {
        members.add(node);
      }
    }
    return members.isEmpty() || members.equals(base.view().members()) ? null : base.next(members);
  }
}
