package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimNetwork;
import dev.weft.cluster.sim.SimNode;
import java.util.List;

/** A simulated node, with what it believes of the others. */
final class Peer {

  private final SimNetwork network;
  private final SimNode node;
  private final Views views;
  private final boolean isWitness;
  private boolean isLeaving;

  Peer(Sim sim, SimNetwork network, boolean isWitness, Quorum quorum) {
    this.network = network;
    this.isWitness = isWitness;
    node = network.node();
    views =
        new Views(
            node.id(),
            isWitness ? Views.Role.WITNESS : Views.Role.MEMBER,
            quorum,
            node.clock(),
            network.link(node, Channel.VIEWS),
            sim.random());
  }

  void start(List<NodeId> listed, boolean isFirst) {
    views.start(listed, isFirst);
    network.receive(node, Channel.VIEWS, views);
  }

  /** Takes another name, as a node that merges into a cluster. */
  void renew() {
    views.reset(network.rename(node));
  }

  void leave(Runnable done) {
    isLeaving = true;
    views.leave(done);
  }

  NodeId id() {
    return node.id();
  }

  SimNode node() {
    return node;
  }

  Views views() {
    return views;
  }

  boolean isWitness() {
    return isWitness;
  }

  boolean isLeaving() {
    return isLeaving;
  }

  boolean isAlive() {
    return !node.isCrashed();
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
