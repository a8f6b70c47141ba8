package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.internal.view.Quorum;
import dev.weft.cluster.internal.view.Views;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimNetwork;
import dev.weft.cluster.sim.SimNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member in a simulated world: the real views and replicas over {@link Lists}. */
final class SimMember {

  /** Lists of more than 32 numbers go in pieces. */
  private static final int PIECE_BYTES = 256;

  final SimNode node;
  final Views views;
  final Replicas replicas;
  final Lists lists;
  private final int partitions;
  private List<NodeId> listed;

  SimMember(
      Sim sim,
      SimNetwork network,
      SimNode node,
      int partitions,
      List<NodeId> listed,
      boolean isFirst,
      Set<Integer> lost) {
    this.node = node;
    this.partitions = partitions;
    this.listed = listed;
    lists = new Lists(sim, lost);
    views =
        new Views(
            node.id(),
            Views.Role.MEMBER,
            Quorum.MAJORITY,
            node.clock(),
            network.link(node, Channel.VIEWS),
            sim.random());
    replicas =
        new Replicas(
            node::id,
            views::current,
            views::behind,
            new Table(),
            new PatientLink(network.link(node, Channel.REPLICAS), node.clock()),
            node.clock(),
            lists,
            NodeId::toString,
            PIECE_BYTES);
    lists.replicas(replicas);
    network.receive(node, Channel.VIEWS, views);
    network.receive(node, Channel.REPLICAS, replicas);
    network.receive(node, Channel.ACTORS, lists::receive);
    views.start(listed, isFirst);
    views.listen(view -> replicas.review());
    replicas.start();
  }

  /** What the failure detector of this node says now. */
  void lists(List<NodeId> members) {
    listed = members;
    views.membersChanged(members);
  }

  List<NodeId> listed() {
    return listed;
  }

  /** The process joins the others under a new name, with nothing. */
  void mergeAs(NodeId name) {
    views.reset(name);
    replicas.reset();
  }

  /** The node of a list that a partition belongs to: by rendezvous, the best or the second. */
  static @Nullable NodeId place(int partition, List<NodeId> members, int rank) {
    List<NodeId> ordered =
        members.stream()
            .sorted((a, b) -> Integer.compare(weight(partition, b), weight(partition, a)))
            .toList();
    return rank < ordered.size() ? ordered.get(rank) : null;
  }

  private static int weight(int partition, NodeId member) {
    int mixed = (member.uuid().hashCode() ^ (partition * 0x9E3779B1)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 15);
  }

  /** The table of partitions as this node sees it. */
  private final class Table implements PartitionTable {

    @Override
    public int count() {
      return partitions;
    }

    @Override
    public @Nullable NodeId ownerOf(int partition) {
      return place(partition, listed, 0);
    }

    @Override
    public @Nullable NodeId backupOf(int partition) {
      return place(partition, listed, 1);
    }
  }
}
