package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls of one caller to one actor, each once and in order. Messages may overtake each other,
 * or come twice, when a partition moves and they are delivered again: a call that comes early waits
 * for those before it, and one that has run already gets the answer it had. Answers are kept until
 * the caller says that it has them.
 *
 * <p>Guarded by its cell.
 */
final class CallerLine {

  private final TreeMap<Long, IncomingCall> early = new TreeMap<>();
  private final TreeMap<Long, byte[]> answers;
  private long next;

  CallerLine() {
    this(new State(0, Map.of()));
  }

  CallerLine(State state) {
    next = state.next();
    answers = new TreeMap<>(state.answers());
  }

  /** Takes a call; returns those that are next now, in order. */
  List<IncomingCall> accept(IncomingCall call) {
    answers.headMap(call.request().acknowledged()).clear();
    long sequence = call.request().sequence();
    if (sequence < next) {
      repeat(call);
      return List.of();
    }
    early.put(sequence, call);
    List<IncomingCall> ready = new ArrayList<>(1);
    for (IncomingCall due = early.remove(next); due != null; due = early.remove(next)) {
      ready.add(due);
      next++;
    }
    return ready;
  }

  /** Keeps the answer of a call that has run. */
  void answered(long sequence, byte[] answer) {
    answers.put(sequence, answer);
  }

  /** Calls that wait for those before them. */
  Collection<IncomingCall> early() {
    return early.values();
  }

  /**
   * What moves of this line.
   *
   * @param firstUnrun the first call that has not run, if any has been taken without being run
   */
  State state(long firstUnrun) {
    return new State(Math.min(next, firstUnrun), answers);
  }

  private void repeat(IncomingCall call) {
    byte[] answer = answers.get(call.request().sequence());
    if (answer != null) {
      call.reply().send(answer);
    } else {
      call.reply().fail("Call " + call.request().sequence() + " of this caller is here already.");
    }
  }

  /** Names the caller: its process, and its line of calls there. */
  record Key(NodeId caller, long channel) {}

  /**
   * The line at rest.
   *
   * @param next the sequence number that is due next
   * @param answers what calls before it got, by their numbers
   */
  record State(long next, Map<Long, byte[]> answers) {
    State {
      answers = Map.copyOf(answers);
    }
  }
}
