package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which members of a view may go on without the others. The order is part of the wire form. */
public enum Quorum {
  /** More than half of them, or exactly half with the oldest. Two such sets share a member. */
  MAJORITY {
    @Override
    boolean isReached(List<NodeId> members, Set<NodeId> present) {
      int twice = 2 * present.size();
      return twice > members.size()
          || (twice == members.size() && !members.isEmpty() && present.contains(members.get(0)));
    }
  },
  /** Any of them: both sides of a split go on, and what one of them did is lost when it heals. */
  ANY {
    @Override
    boolean isReached(List<NodeId> members, Set<NodeId> present) {
      return !present.isEmpty();
    }
  };

  private static final Quorum[] ALL = values();

  /**
   * Whether some nodes suffice.
   *
   * @param nodes may hold strangers, who do not count, and doubles
   */
  final boolean isQuorum(List<NodeId> members, Collection<NodeId> nodes) {
    Set<NodeId> present = new HashSet<>(nodes);
    present.retainAll(members);
    return isReached(members, present);
  }

  abstract boolean isReached(List<NodeId> members, Set<NodeId> present);

  static Quorum of(int ordinal) {
    if (ordinal < 0 || ordinal >= ALL.length) {
      throw new IllegalArgumentException("Unknown quorum " + ordinal + ".");
    }
    return ALL[ordinal];
  }
}
