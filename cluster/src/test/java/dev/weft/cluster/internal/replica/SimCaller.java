package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimNetwork;
import dev.weft.cluster.sim.SimNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends numbers to the list of a partition, one after the other, each until it knows the answer;
 * and reads its length now and then.
 */
final class SimCaller {

  private static final Duration PAUSE = Duration.ofMillis(30);

  /** Most calls that meet no trouble tell nothing, so there are fewer of them. */
  private static final Duration LEISURE = Duration.ofMillis(300);

  private final Sim sim;
  private final SimNode node;
  private final Link link;
  private final int partition;
  private final long channel;
  private final Supplier<List<NodeId>> members;
  private final History history;
  private final Map<Long, Long> lengths = new HashMap<>();
  private long next;
  private boolean isStopping;
  private boolean isDone;

  /** What all callers of a partition know together. */
  static final class History {
    long acknowledged;
    final List<String> faults = new ArrayList<>();
  }

  SimCaller(
      Sim sim,
      SimNetwork network,
      SimNode node,
      int partition,
      long channel,
      Supplier<List<NodeId>> members,
      History history) {
    this.sim = sim;
    this.node = node;
    this.link = new PatientLink(network.link(node, Channel.ACTORS), node.clock());
    this.partition = partition;
    this.channel = channel;
    this.members = members;
    this.history = history;
  }

  /** Values tell who appended them, and when in his order. */
  static long value(long channel, long number) {
    return channel << 32 | number;
  }

  void begin() {
    node.clock().after(PAUSE, this::step);
  }

  /** Ends after the call that is under way. */
  void stop() {
    isStopping = true;
  }

  boolean isDone() {
    return isDone;
  }

  /** How many appends were acknowledged; the length that each got. */
  Map<Long, Long> lengths() {
    return lengths;
  }

  private void step() {
    if (isStopping) {
      isDone = true;
    } else if (sim.chance(0.3)) {
      read(history.acknowledged);
    } else {
      append();
    }
  }

  private void append() {
    byte[] message = Lists.append(partition, channel, next, value(channel, next));
    ask(
        message,
        length -> {
          lengths.put(next++, length);
          history.acknowledged = Math.max(history.acknowledged, length);
        });
  }

  private void read(long least) {
    ask(
        Lists.length(partition),
        length -> {
          sim.sometimes("a read is answered");
          if (length < least) {
            history.faults.add("a read saw " + length + " of " + least + " values");
          }
        });
  }

  private void ask(byte[] message, java.util.function.LongConsumer onValue) {
    NodeId owner = SimMember.place(partition, members.get(), 0);
    if (owner == null) {
      node.clock().after(PAUSE, () -> ask(message, onValue));
      return;
    }
    link.send(
        owner,
        message,
        (answer, failure) -> {
          Long value = failure == null ? value(answer) : null;
          if (value == null) {
            node.clock().after(PAUSE, () -> ask(message, onValue));
          } else {
            onValue.accept(value);
            Duration most = sim.chance(0.5) ? PAUSE : LEISURE;
            node.clock().after(sim.between(Duration.ZERO, most), this::step);
          }
        });
  }

  private static @Nullable Long value(byte @Nullable [] answer) {
    if (answer == null || answer[0] != Lists.VALUE) {
      return null;
    }
    MessageReader in = new MessageReader(answer);
    in.getByte();
    return in.getLong();
  }
}
