package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the calls of one caller to one actor in order. Messages may overtake each other when a
 * partition moves and they are delivered again; a call that comes early waits for those before it.
 *
 * <p>Guarded by its cell.
 */
final class CallerLine {

  private final TreeMap<Long, IncomingCall> early = new TreeMap<>();
  private long next;

  CallerLine(long next) {
    this.next = next;
  }

  /** Takes a call; returns those that are next now, in order. */
  List<IncomingCall> accept(IncomingCall call) {
    long sequence = call.request().sequence();
    if (sequence < next || early.putIfAbsent(sequence, call) != null) {
      call.reply().fail("Call " + sequence + " of this caller has come before.");
      return List.of();
    }
    List<IncomingCall> ready = new ArrayList<>(1);
    for (IncomingCall due = early.remove(next); due != null; due = early.remove(next)) {
      ready.add(due);
      next++;
    }
    return ready;
  }

  /** The sequence number that is due next. */
  long next() {
    return next;
  }

  /** Calls that wait for those before them. */
  Collection<IncomingCall> early() {
    return early.values();
  }

  /** Names the caller: its process, and its line of calls there. */
  record Key(NodeId caller, long channel) {}
}
