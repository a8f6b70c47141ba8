package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.Answers;
import dev.weft.cluster.internal.replica.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one caller to one actor, each once and in order. A caller repeats a call until it
 * knows how it ended: one that has run already gets the answer it had, one that is here already is
 * answered twice, and one that comes early waits for those before it. Answers are kept until the
 * caller says that it has them.
 *
 * <p>Guarded by its cell.
 */
final class CallerLine {

  /** More than any caller has under way: a number beyond is none of a caller's. */
  private static final long MOST_AHEAD = 1L << 24;

  private static final ActorAnswer FORGED =
      ActorAnswer.unknown("its number is none that follows those of its caller's other calls");

  /** Calls that came before those before them. */
  private final TreeMap<Long, IncomingCall> early = new TreeMap<>();

  /** What is known of calls from the first number on that is of interest. */
  private final CallWindow window = new CallWindow();

  /** The number of the next call that is taken, but for those that are in the window already. */
  private long next;

  private long acknowledged;

  /** Whether there may have been calls of which nothing is known any more. */
  private final boolean isAfterLoss;

  /** Calls of those that have come after all. */
  private final TreeSet<Long> passed = new TreeSet<>();

  /**
   * @param isAfterLoss whether there may have been calls of which nothing is known any more: those
   *     that are repeated go ahead of the others, who wait in vain for some
   */
  CallerLine(boolean isAfterLoss) {
    this.isAfterLoss = isAfterLoss;
  }

  /** The line as it was committed. */
  CallerLine(Session session) {
    isAfterLoss = false;
    next = session.next();
    acknowledged = session.acknowledged();
    session.answers().forEach((number, answer) -> window.at(number).answer = answer);
  }

  /**
   * Takes a call; returns those that are next now, in order.
   *
   * @param lost what a call is answered that has run and whose answer is gone
   */
  List<IncomingCall> accept(IncomingCall call, ActorAnswer lost) {
    acknowledge(call.request().acknowledged());
    long sequence = call.sequence();
    IncomingCall taken = open(sequence);
    if (taken != null) {
      taken.joinWorking(call);
      return List.of();
    }
    IncomingCall known = sequence < next ? null : early.get(sequence);
    if (known != null) {
      known.join(call);
      return List.of();
    }
    if (sequence < next) {
      return again(call, lost);
    }
    if (sequence - next > MOST_AHEAD || sequence < 0) {
      call.answer(FORGED);
      return List.of();
    }
    byte[] answer = answer(sequence);
    if (answer == null && sequence == next && early.isEmpty()) {
      next++;
      take(call);
      skipAnswered();
      return List.of(call);
    }
    if (answer != null) {
      call.answer(answer); // it has run before those that were made before it
    } else {
      early.put(sequence, call);
    }
    List<IncomingCall> ready = new ArrayList<>(1);
    if (isAfterLoss && call.request().mayHaveRun() && early.remove(sequence, call)) {
      passed.add(sequence);
      take(call);
      ready.add(call);
    }
    takeNext(ready);
    return ready;
  }

  /**
   * A call has waited for those before it for long enough: they have come before this line was
   * here. Returns those that are next now.
   */
  List<IncomingCall> giveUpBefore(IncomingCall call) {
    List<IncomingCall> ready = new ArrayList<>(1);
    if (early.containsValue(call)) {
      next = early.firstKey();
      takeNext(ready);
    }
    return ready;
  }

  /** Whether a call waits for those before it that may never come. */
  boolean isStuck(IncomingCall call) {
    return isAfterLoss && early.get(call.sequence()) == call;
  }

  private void takeNext(List<IncomingCall> ready) {
    skipAnswered();
    for (IncomingCall due = early.remove(next); due != null; due = early.remove(next)) {
      next++;
      take(due);
      ready.add(due);
      skipAnswered();
    }
  }

  /** Calls that ran beside each other need not have ended in order. */
  private void skipAnswered() {
    while (answer(next) != null || passed.remove(next)) {
      next++;
    }
  }

  /** The caller has the answers of all calls before a number, so they have run, here or before. */
  private void acknowledge(long number) {
    if (number <= acknowledged) {
      return;
    }
    acknowledged = number;
    if (number > next && !isAfterLoss) {
      window.clear(); // what is here of it was answered elsewhere
    } else {
      window.acknowledge(number);
    }
    next = Math.max(next, number);
  }

  /** A call that is not new: a reader's answer is not kept, since it may run again. */
  private List<IncomingCall> again(IncomingCall call, ActorAnswer lost) {
    byte[] answer = answer(call.sequence());
    if (answer != null) {
      call.answer(answer);
    } else if (call.request().isReadOnly() && call.sequence() >= acknowledged) {
      window.open(call);
      return List.of(call);
    } else {
      call.answer(lost);
    }
    return List.of();
  }

  private void take(IncomingCall call) {
    window.open(call);
    window.waits(call.sequence());
  }

  private byte @Nullable [] answer(long sequence) {
    CallWindow.Slot slot = window.find(sequence);
    return slot == null ? null : slot.answer;
  }

  /** A call has run. */
  void ran(long sequence) {
    CallWindow.Slot slot = window.find(sequence);
    if (slot != null) {
      slot.isWaiting = false;
    }
  }

  /** What a call has done was undone: it is to run again. */
  void undone(long sequence) {
    window.waits(sequence);
  }

  /** Keeps the answer of a call that has run, and that nobody can take back any more. */
  void answered(IncomingCall call, byte[] answer) {
    boolean isKept = !call.request().isReadOnly() && call.sequence() >= acknowledged;
    window.close(call.sequence(), isKept ? answer : null);
  }

  /** Calls that are taken and not answered. */
  Collection<IncomingCall> taken() {
    return window.calls();
  }

  /** Calls that wait for those before them, and such as are taken and not answered. */
  Collection<IncomingCall> unanswered() {
    List<IncomingCall> all = window.calls();
    all.addAll(early.values());
    return all;
  }

  /** The call of that number that is taken and not answered; null if there is none. */
  @Nullable IncomingCall open(long sequence) {
    CallWindow.Slot slot = window.find(sequence);
    return slot == null ? null : slot.call;
  }

  /** Whether a call is taken and not answered. */
  boolean isOpen(IncomingCall call) {
    return open(call.sequence()) == call;
  }

  /** Whether no call waits or is to be answered. */
  boolean isQuiet() {
    return !window.hasCalls() && early.isEmpty();
  }

  /** What is to be remembered of this line once some calls have ended, by their numbers. */
  Session session(Map<Long, byte[]> ended) {
    return new Session(window.firstWaiting(next), acknowledged, Answers.of(ended));
  }

  /**
   * All that is to be remembered of this line, with some calls that have ended, by their numbers.
   */
  Session whole(Map<Long, byte[]> ended) {
    Map<Long, byte[]> all = new HashMap<>(ended);
    window.answers(all::putIfAbsent);
    return session(all);
  }
}
