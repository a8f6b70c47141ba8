package dev.weft.cluster.sim;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.cluster.internal.transport.TransportException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a world, and a network between them that may lose, double, delay and reorder, and be
 * cut.
 *
 * <p>It promises what the real one does, and no more. A request's callback runs once: with the
 * answer; with {@code NOT_DELIVERED} if it is certain that the request had no effect; with {@code
 * NODE_LOST} some time after its receiver has crashed; with {@code TIMED_OUT} when there was no
 * answer for long. A request may be delivered twice, the second time long after its sender has
 * given up. Requests are delivered by address: one that is on its way when its receiver takes
 * another name arrives all the same.
 */
public final class SimNetwork {

  private final Sim sim;
  private final List<SimNode> nodes = new ArrayList<>();
  private final Map<NodeId, SimNode> byId = new HashMap<>();
  private final Map<SimNode, Map<Channel, Receiver>> receivers = new HashMap<>();
  private final Map<SimNode, List<Request>> open = new HashMap<>();
  private final Set<Way> cut = new HashSet<>();
  private SimFaults faults = SimFaults.none();

  /** From one node to another one. */
  private record Way(SimNode from, SimNode to) {}

  public SimNetwork(Sim sim) {
    this.sim = sim;
  }

  /** A new node. */
  public SimNode node() {
    SimNode node = new SimNode(sim, new NodeId(sim.uuid()));
    nodes.add(node);
    byId.put(node.id(), node);
    return node;
  }

  /** All nodes there ever were, the oldest first. */
  public List<SimNode> nodes() {
    return List.copyOf(nodes);
  }

  /** Gives a node a new name. Nothing is sent any more to the old one. */
  public NodeId rename(SimNode node) {
    NodeId old = node.id();
    byId.remove(old);
    node.id(new NodeId(sim.uuid()));
    byId.put(node.id(), node);
    sim.trace(() -> "node " + old + " is now " + node);
    return node.id();
  }

  /** Directs the messages that come to a node on a channel. */
  public void receive(SimNode node, Channel channel, Receiver receiver) {
    receivers.computeIfAbsent(node, n -> new EnumMap<>(Channel.class)).put(channel, receiver);
  }

  /** The way of a node's messages on a channel. */
  public Link link(SimNode from, Channel channel) {
    return (target, message, done) -> send(from, target, channel, message, done);
  }

  /** What happens to messages from now on. */
  public void faults(SimFaults badness) {
    faults = badness;
  }

  /** Nothing gets from one node to another one any more; the other way is another cut. */
  public void cut(SimNode from, SimNode to) {
    cut.add(new Way(from, to));
  }

  /** Nothing gets from some nodes to others, or back. */
  public void split(List<SimNode> some, List<SimNode> others) {
    for (SimNode one : some) {
      for (SimNode other : others) {
        cut(one, other);
        cut(other, one);
      }
    }
  }

  /** Ends all cuts. */
  public void heal() {
    sim.trace(() -> "the network heals");
    cut.clear();
  }

  public boolean isCut(SimNode from, SimNode to) {
    return cut.contains(new Way(from, to));
  }

  /** A process ends: those who wait for its answers learn of it after a while. */
  public void crash(SimNode node) {
    node.crash();
    for (Request request : open.getOrDefault(node, List.of())) {
      sim.after(
          sim.between(Duration.ofMillis(1), faults.patience()),
          () -> request.fail(Kind.NODE_LOST, request.target + " has crashed."));
    }
    open.remove(node);
  }

  private void send(
      SimNode from,
      NodeId target,
      Channel channel,
      byte[] message,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    SimNode to = byId.get(target);
    if (to == null) {
      done.accept(
          null, new TransportException(Kind.NOT_DELIVERED, "Node " + target + " is not there."));
      return;
    }
    Request request = new Request(from, from.id(), to, channel, message.clone(), done);
    sim.afterNanos(
        faults.patience().toNanos(),
        () -> {
          if (request.done != null) { // nearly all are answered by then
            request.fail(Kind.TIMED_OUT, "No answer from " + to + ".");
          }
        });
    if (to.isCrashed()) {
      sim.after(
          sim.between(faults.least(), faults.patience()),
          () -> request.fail(Kind.NODE_LOST, to + " has crashed."));
      return;
    }
    open.computeIfAbsent(to, node -> new ArrayList<>()).add(request);
    carry(from, to, delay(), request::deliver);
    if (sim.chance(faults.doubling())) {
      carry(from, to, delay(), request::deliver);
    }
  }

  private void carry(SimNode from, SimNode to, long delay, Runnable arrival) {
    if (isCut(from, to) || sim.chance(faults.loss())) {
      return;
    }
    sim.afterNanos(
        delay,
        () -> {
          if (!isCut(from, to)) {
            to.run(arrival);
          }
        });
  }

  private long delay() {
    Duration longest = sim.chance(faults.lateness()) ? faults.mostLate() : faults.most();
    return sim.between(faults.least(), longest).toNanos();
  }

  /** A message that has not been answered yet. */
  private final class Request {

    private final SimNode from;
    private final NodeId sender;
    private final SimNode target;
    private final Channel channel;
    private final byte[] message;
    private @Nullable BiConsumer<byte @Nullable [], @Nullable TransportException> done;

    Request(
        SimNode from,
        NodeId sender,
        SimNode target,
        Channel channel,
        byte[] message,
        BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
      this.from = from;
      this.sender = sender;
      this.target = target;
      this.channel = channel;
      this.message = message;
      this.done = done;
    }

    void deliver() {
      Receiver receiver = receivers.getOrDefault(target, Map.of()).get(channel);
      if (receiver == null) {
        again(); // the node is still starting
      } else {
        receiver.receive(sender, message.clone(), new Answer());
      }
    }

    private void again() {
      if (done != null) {
        carry(from, target, Duration.ofMillis(500).toNanos(), this::deliver);
      }
    }

    void fail(Kind kind, String reason) {
      end(null, new TransportException(kind, reason));
    }

    /** Tells the sender, if it has not been told anything before. */
    private void end(byte @Nullable [] answer, @Nullable TransportException failure) {
      from.run(
          () -> {
            var callback = done;
            done = null;
            if (callback != null) {
              open.getOrDefault(target, new ArrayList<>()).remove(this);
              callback.accept(answer, failure);
            }
          });
    }

    /** The way back; the first answer counts. */
    private final class Answer implements Reply {

      private boolean isGiven;

      @Override
      public void send(byte[] answer) {
        byte[] copy = answer.clone();
        back(() -> end(copy, null));
      }

      @Override
      public void retry() {
        back(Request.this::again);
      }

      @Override
      public void fail(String reason) {
        back(() -> Request.this.fail(Kind.REFUSED, reason));
      }

      private void back(Runnable arrival) {
        if (!isGiven) {
          isGiven = true;
          carry(target, from, delay(), arrival);
        }
      }
    }
  }
}
