package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far one attempt at the next view has come. */
final class Attempt {

  private final Roster base;
  private final Ballot ballot;
  private final Set<NodeId> promised = new HashSet<>();
  private final Set<NodeId> free = new HashSet<>();
  private final Set<NodeId> accepted = new HashSet<>();
  private Acceptor.@Nullable Vote latest;
  private @Nullable Roster value;

  Attempt(Roster base, Ballot ballot) {
    this.base = base;
    this.ballot = ballot;
  }

  /** What is to be followed. */
  Roster base() {
    return base;
  }

  Ballot ballot() {
    return ballot;
  }

  /** Takes a promise, with what that member had accepted before. */
  void promised(NodeId member, Acceptor.@Nullable Vote vote) {
    promised.add(member);
    if (vote == null) {
      free.add(member);
    } else if (latest == null || vote.ballot().compareTo(latest.ballot()) > 0) {
      latest = vote;
    }
  }

  void accepted(NodeId member) {
    accepted.add(member);
  }

  Set<NodeId> promised() {
    return promised;
  }

  Set<NodeId> accepted() {
    return accepted;
  }

  /** Those that have promised and had accepted nothing: a quorum of them has decided nothing. */
  Set<NodeId> free() {
    return free;
  }

  /** What was accepted last by those that have promised; null if they have accepted nothing. */
  @Nullable Roster latest() {
    return latest == null ? null : latest.value();
  }

  /** What this attempt asks the members to accept; null until it asks. */
  @Nullable Roster value() {
    return value;
  }

  void value(Roster chosen) {
    value = chosen;
  }
}
