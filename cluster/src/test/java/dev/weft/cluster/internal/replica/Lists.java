package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.view.View;
import dev.weft.cluster.sim.Sim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The least tenant that can tell whether anything was lost or done twice: one list in each
 * partition, to which callers append, and whose length they read.
 */
final class Lists implements Tenant {

  static final byte APPEND = 0;
  static final byte LENGTH = 1;

  /** The first byte of an answer that has a value. */
  static final byte VALUE = 0;

  /** An answer that says: not here. */
  static final byte[] AGAIN = {1};

  private static final UUID GROUP = new UUID(7, 7);

  private final Sim sim;
  private final Set<Integer> lost;
  private final Map<Integer, OwnedList> open = new HashMap<>();
  private Replicas replicas;

  /**
   * @param lost gets the partitions that are announced to be lost
   */
  Lists(Sim sim, Set<Integer> lost) {
    this.sim = sim;
    this.lost = lost;
  }

  void replicas(Replicas own) {
    replicas = own;
  }

  static UUID idOf(int partition) {
    return new UUID(1, partition);
  }

  static byte[] append(int partition, long channel, long number, long value) {
    return new MessageWriter()
        .putByte(APPEND)
        .putVarInt(partition)
        .putLong(channel)
        .putLong(number)
        .putLong(value)
        .toBytes();
  }

  static byte[] length(int partition) {
    return new MessageWriter().putByte(LENGTH).putVarInt(partition).toBytes();
  }

  void receive(NodeId from, byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    int kind = in.getByte();
    int partition = in.getVarInt();
    OwnedList list = open.get(partition);
    if (list == null || list.isFrozen) {
      replicas.open(partition);
      reply.send(AGAIN);
    } else if (kind == LENGTH) {
      list.length(reply);
    } else {
      CallerKey caller = new CallerKey(new NodeId(new UUID(9, 9)), in.getLong());
      list.append(caller, in.getLong(), in.getLong(), reply);
    }
  }

  /** The values of the list on this node, if it owns it. */
  List<Long> values(int partition) {
    return open.get(partition).values;
  }

  boolean isOpen(int partition) {
    return open.containsKey(partition) && !open.get(partition).isFrozen;
  }

  @Override
  public void opened(int partition, long term) {
    sim.trace(
        () ->
            "partition " + partition + " opens with " + replicas.find(partition, idOf(partition)));
    open.put(partition, new OwnedList(partition, term));
  }

  @Override
  public void freeze(int partition, Consumer<Boolean> idle) {
    OwnedList list = open.get(partition);
    if (list != null && sim.chance(0.1)) {
      sim.sometimes("an owner is busy");
      idle.accept(false);
      return;
    }
    if (list != null) {
      list.isFrozen = true;
    }
    idle.accept(true);
  }

  @Override
  public void closed(int partition) {
    if (open.remove(partition) != null) {
      sim.sometimes("an owner is fenced");
    }
  }

  @Override
  public void busy(int partition, NodeId owner) {}

  @Override
  public void lost(int partition, List<String> holders) {
    sim.sometimes("a partition is announced lost");
    lost.add(partition);
  }

  @Override
  public void kept(View view, Duration took) {
    sim.sometimes("all is kept twice in a view");
  }

  @Override
  public boolean isOver(UUID group) {
    return false;
  }

  private static byte[] value(long number) {
    return new MessageWriter().putByte(VALUE).putLong(number).toBytes();
  }

  /** The list of one partition while this node owns it. */
  private final class OwnedList {

    private final int partition;
    private final long term;
    private final List<Long> values = new ArrayList<>();
    private final MessageWriter state = new MessageWriter();
    private final Map<CallerKey, Long> next = new HashMap<>();
    private final Map<CallerKey, byte[]> last = new HashMap<>();
    private final Set<CallerKey> committing = new HashSet<>();
    private long version;
    private boolean isFrozen;

    OwnedList(int partition, long term) {
      this.partition = partition;
      this.term = term;
      Change entry = replicas.find(partition, idOf(partition));
      if (entry != null) {
        version = entry.version();
        MessageReader in = new MessageReader(entry.state());
        while (in.hasMore()) {
          add(in.getLong());
        }
        entry
            .sessions()
            .forEach(
                (caller, session) -> {
                  next.put(caller, session.next());
                  session.answers().forEach((at, answer) -> last.put(caller, answer));
                });
      }
    }

    void append(CallerKey caller, long number, long value, Reply reply) {
      long due = next.getOrDefault(caller, 0L);
      if (number < due) {
        if (committing.contains(caller)) {
          sim.sometimes("a call comes again while it is committed");
          reply.send(AGAIN);
        } else {
          sim.sometimes("a call comes again that has run");
          byte[] known = last.get(caller);
          reply.send(number == due - 1 && known != null ? known : AGAIN);
        }
        return;
      }
      add(value);
      next.put(caller, number + 1);
      byte[] answer = value(values.size());
      last.put(caller, answer);
      committing.add(caller);
      Change change =
          new Change(
              idOf(partition),
              GROUP,
              version == 0 ? Change.ANY : version,
              ++version,
              version == 1 ? new byte[] {1} : null,
              state.toBytes(),
              false,
              Map.of(caller, new Session(number + 1, number, Answers.of(Map.of(number, answer)))),
              List.of());
      replicas.commit(
          partition,
          term,
          change,
          isSafe -> {
            committing.remove(caller);
            reply.send(isSafe ? answer : AGAIN);
          });
    }

    private void add(long value) {
      values.add(value);
      state.putLong(value);
    }

    void length(Reply reply) {
      if (!committing.isEmpty()) {
        reply.send(AGAIN);
        return;
      }
      byte[] answer = value(values.size());
      replicas.confirm(partition, term, isOwner -> reply.send(isOwner ? answer : AGAIN));
    }
  }
}
