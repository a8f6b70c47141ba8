package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.ActorTraits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for an actor, in order within each of its concurrency groups, and how many of
 * each group run; besides, those that come from its own runs. Guarded by its cell.
 */
final class Mailbox {

  private final Lane ordinary;
  private final Map<String, Lane> groups = new HashMap<>(0);

  /** Calls that come from runs of the actor itself: they may begin before those have ended. */
  private final Deque<IncomingCall> nested = new ArrayDeque<>(0);

  Mailbox(ActorTraits traits) {
    ordinary = new Lane(traits.concurrency());
    traits.groups().forEach((group, limit) -> groups.put(group, new Lane(limit)));
  }

  void add(IncomingCall call) {
    lane(call).waiting.add(call);
  }

  /** Adds a call that comes from a run of the actor itself. */
  void addNested(IncomingCall call) {
    nested.add(call);
  }

  /** Lets one of these begin; null if there is none. */
  @Nullable IncomingCall beginNested() {
    return nested.poll();
  }

  /** The runs from which they come have ended: they are calls as any, and the next. */
  void settleNested() {
    for (IncomingCall call = nested.pollLast(); call != null; call = nested.pollLast()) {
      addFirst(call);
    }
  }

  /** Whether a call waits that comes from a run of the actor itself. */
  boolean isNested(IncomingCall call) {
    return nested.contains(call);
  }

  void addFirst(IncomingCall call) {
    lane(call).waiting.addFirst(call);
  }

  /** Takes a call back that has not begun; returns whether it waited. */
  boolean remove(IncomingCall call) {
    return lane(call).waiting.remove(call) || nested.remove(call);
  }

  /** Whether a call waits. */
  boolean contains(IncomingCall call) {
    return lane(call).waiting.contains(call) || nested.contains(call);
  }

  /** How many calls of the group of a call may run at a time. */
  int limit(IncomingCall call) {
    return lane(call).limit;
  }

  /** Whether two calls are of the same group. */
  @SuppressWarnings("ReferenceEquality") // each group has one lane
  boolean areOfOneGroup(IncomingCall one, IncomingCall other) {
    return lane(one) == lane(other);
  }

  /** How many calls wait. */
  int size() {
    int size = ordinary.waiting.size() + nested.size();
    for (Lane lane : groups.values()) {
      size += lane.waiting.size();
    }
    return size;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  void clear() {
    nested.clear();
    ordinary.waiting.clear();
    groups.values().forEach(lane -> lane.waiting.clear());
  }

  /** Forgets the calls of a node that is gone. */
  void forget(NodeId caller) {
    nested.removeIf(call -> call.caller().node().equals(caller));
    ordinary.forget(caller);
    groups.values().forEach(lane -> lane.forget(caller));
  }

  /**
   * Whether a call could begin.
   *
   * @param mayChange whether it may be one that changes the state
   */
  boolean hasNext(boolean mayChange) {
    if (ordinary.hasNext(mayChange)) {
      return true;
    }
    for (Lane lane : groups.values()) {
      if (lane.hasNext(mayChange)) {
        return true;
      }
    }
    return false;
  }

  /** Lets a call begin; null if there is none that could. */
  @Nullable IncomingCall begin(boolean mayChange) {
    IncomingCall next = ordinary.begin(mayChange);
    if (next == null) {
      for (Lane lane : groups.values()) {
        next = lane.begin(mayChange);
        if (next != null) {
          break;
        }
      }
    }
    return next;
  }

  /** A call that had begun has ended. */
  void end(IncomingCall call) {
    lane(call).running--;
  }

  private Lane lane(IncomingCall call) {
    String group = call.request().terms().group();
    return group == null || groups.isEmpty() ? ordinary : groups.getOrDefault(group, ordinary);
  }

  /** The calls of one group. */
  private static final class Lane {

    private final int limit;
    private final Deque<IncomingCall> waiting = new ArrayDeque<>(2);
    private int running;

    Lane(int limit) {
      this.limit = limit;
    }

    void forget(NodeId caller) {
      waiting.removeIf(call -> call.caller().node().equals(caller));
    }

    boolean hasNext(boolean mayChange) {
      IncomingCall next = waiting.peek();
      return next != null && running < limit && (mayChange || next.request().isReadOnly());
    }

    @Nullable IncomingCall begin(boolean mayChange) {
      if (!hasNext(mayChange)) {
        return null;
      }
      running++;
      return waiting.remove();
    }
  }
}
