package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is decided: a view, and which nodes never come back.
 *
 * <p>Wire form: cluster (uuid), quorum (byte), version (long), count of members, uuids, count of
 * gone, (uuid, long) for each, horizon (long).
 *
 * @param cluster drawn by the first member; tells two clusters with one name apart
 * @param gone members of earlier views, the first to go first; the last {@link #MAX_GONE} of them
 * @param horizon every member that is gone and no longer listed as such went in this version or
 *     before
 */
record Roster(UUID cluster, View view, List<Gone> gone, long horizon) {

  /*
   * Why a member that is gone never returns, although not all of them are remembered: a node is
   * only proposed with its birth, the version of the first view it was told of, which it fixes once
   * and before it asks to be admitted. It is refused if its birth lies before the horizon. A member
   * that is forgotten went in a version r <= horizon, so it was admitted before r, so its birth was
   * less than r, and so it is refused. A node that waits for its admission while MAX_GONE members
   * go is refused as well, and needs a new name.
   */

  /** Far more than members go while a node joins. */
  static final int MAX_GONE = 256;

  Roster {
    gone = List.copyOf(gone);
    if (view.version() == 0) {
      throw new IllegalArgumentException("A decided view has a version from 1.");
    }
    if (gone.size() > MAX_GONE || horizon < 0 || horizon > view.version()) {
      throw new IllegalArgumentException(
          gone.size() + " gone members and horizon " + horizon + " do not fit " + view + ".");
    }
  }

  /** The first of a cluster. */
  static Roster first(UUID cluster, NodeId founder, Quorum quorum) {
    return new Roster(cluster, new View(1, List.of(founder), quorum), List.of(), 0);
  }

  long version() {
    return view.version();
  }

  /** Whether a node was a member, or has waited too long to become one. */
  boolean isShut(NodeId node, long birth) {
    return birth < horizon || isGone(node);
  }

  boolean isGone(NodeId node) {
    for (Gone former : gone) {
      if (former.node().equals(node)) {
        return true;
      }
    }
    return false;
  }

  /** The roster that follows this one when its members are to be others. */
  Roster next(List<NodeId> members) {
    long version = version() + 1;
    List<Gone> all = new ArrayList<>(gone);
    for (NodeId member : view.members()) {
      if (!members.contains(member)) {
        all.add(new Gone(member, version));
      }
    }
    int surplus = Math.max(0, all.size() - MAX_GONE);
    long limit = surplus == 0 ? horizon : all.get(surplus - 1).since();
    return new Roster(
        cluster,
        new View(version, members, view.quorum()),
        all.subList(surplus, all.size()),
        limit);
  }

  /** Why another roster cannot follow this one; nothing if it can. */
  Optional<String> whyNot(Roster next) {
    if (!next.equals(next(next.view.members()))) {
      return Optional.of(next.view + " does not follow " + view + ".");
    }
    List<NodeId> returned = next.view.members().stream().filter(this::isGone).toList();
    return returned.isEmpty()
        ? Optional.empty()
        : Optional.of(next.view + " brings back " + returned + ", who are gone.");
  }

  void write(MessageWriter out) {
    out.putUuid(cluster).putByte(view.quorum().ordinal()).putLong(view.version());
    out.putVarInt(view.members().size());
    view.members().forEach(member -> out.putUuid(member.uuid()));
    out.putVarInt(gone.size());
    gone.forEach(former -> out.putUuid(former.node().uuid()).putLong(former.since()));
    out.putLong(horizon);
  }

  static Roster read(MessageReader in) {
    UUID cluster = in.getUuid();
    Quorum quorum = Quorum.of(in.getByte());
    long version = in.getLong();
    int count = in.getCount();
    List<NodeId> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new NodeId(in.getUuid()));
    }
    int goneCount = in.getCount();
    List<Gone> gone = new ArrayList<>();
    for (int i = 0; i < goneCount; i++) {
      gone.add(new Gone(new NodeId(in.getUuid()), in.getLong()));
    }
    return new Roster(cluster, new View(version, members, quorum), gone, in.getLong());
  }
}
