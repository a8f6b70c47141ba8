package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.sim.Sim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was decided in one history. Fails the history when something is decided that must not
 * be; it has a notion of its own of what a quorum is.
 */
final class ViewRecord {

  private final Sim sim;
  private final Map<Long, Roster> decided = new HashMap<>();
  private final Map<NodeId, Roster> lastVotes = new HashMap<>();
  private final Set<NodeId> wereMembers = new HashSet<>();
  private final Map<Peer, Long> told = new HashMap<>();
  private long latest;

  ViewRecord(Sim sim) {
    this.sim = sim;
  }

  /** A node takes another name, and loses what it has voted for. */
  void renewed(NodeId former, Peer peer) {
    Acceptor.Vote vote = peer.views().vote();
    if (vote != null) {
      lastVotes.put(former, vote.value());
    }
  }

  /** A node has been told of a view. */
  void told(Peer peer, View view, List<Peer> peers) {
    sim.trace(() -> peer + " is told of " + view);
    if (view.version() == 0) {
      told.remove(peer);
      return;
    }
    Roster roster = peer.views().known();
    require(roster != null && roster.view().equals(view), "%s is told of %s too late", peer, view);
    Long before = told.put(peer, view.version());
    require(before == null || before < view.version(), "%s is told of %s again", peer, view);
    Roster known = decided.putIfAbsent(view.version(), roster);
    if (known == null) {
      first(roster, peers);
    } else {
      require(known.equals(roster), "%s was decided, and %s as well", known, roster);
    }
  }

  /** The last view of which any node has been told. */
  View latest() {
    return latest == 0 ? View.none() : decided.get(latest).view();
  }

  private void first(Roster roster, List<Peer> peers) {
    View view = roster.view();
    require(view.version() == latest + 1, "%s was decided after view %s", view, latest);
    if (latest > 0) {
      View before = latest();
      List<NodeId> voters =
          before.members().stream().filter(m -> roster.equals(voteOf(m, peers))).toList();
      require(isQuorum(before, voters), "%s was decided by %s alone of %s", view, voters, before);
      for (NodeId member : view.members()) {
        require(
            before.contains(member) || !wereMembers.contains(member),
            "%s brings back %s",
            view,
            member);
      }
      if (2 * voters.size() == before.members().size()) {
        sim.sometimes("half of the members decide");
      }
    }
    latest = view.version();
    wereMembers.addAll(view.members());
  }

  private Roster voteOf(NodeId member, List<Peer> peers) {
    for (Peer peer : peers) {
      Acceptor.Vote vote = peer.views().vote();
      if (peer.id().equals(member) && vote != null) {
        return vote.value();
      }
    }
    return lastVotes.get(member);
  }

  static boolean isQuorum(View view, List<NodeId> present) {
    long count = view.members().stream().filter(present::contains).count();
    long absent = view.members().size() - count;
    return count > absent
        || (count > 0 && count == absent && present.contains(view.members().get(0)));
  }

  private void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      sim.fail(String.format(message, arguments)); // a listener is not to throw
    }
  }
}
