package dev.weft.it.faults.check;

import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.faults.history.ActorId;
import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Operation;
import dev.weft.it.faults.history.Outcome.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks one ledger: the ids that it holds at the end against the calls that were made.
 *
 * <p>Since the list says in which order the appends took place, there is no order to be searched
 * for: a reply must be the position of its id, and what had returned before another call was made
 * stands before it. That is all of linearizability for such an actor.
 */
final class LedgerChecker {

  /** As many of a kind tell as much as all of them. */
  private static final int EXAMPLES = 5;

  private final ActorId actor;
  private final long[] list;
  private final Map<Long, Call> appends = new HashMap<>();
  private final List<Call> sizes = new ArrayList<>();
  private final Map<Long, Integer> positions = new HashMap<>();
  private final Map<Kind, Integer> counts = new TreeMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private LedgerChecker(ActorId actor, List<Call> calls, long[] list) {
    this.actor = actor;
    this.list = list;
    for (Call call : calls) {
      if (call.operation() == Operation.SIZE) {
        sizes.add(call);
      } else {
        appends.put(call.id(), call);
      }
    }
  }

  /**
   * Checks it.
   *
   * @param list the ids that it holds at the end, the first appended first
   */
  static List<Violation> check(ActorId actor, List<Call> calls, long[] list) {
    LedgerChecker checker = new LedgerChecker(actor, calls, list);
    checker.eachIdOnce();
    checker.eachReplyAtItsPlace();
    checker.replies();
    checker.callersInOrder();
    checker.inRealTime();
    checker.sizesInRealTime();
    return checker.violations;
  }

  /** What can be told of a ledger that nobody could read at the end. */
  static List<Violation> checkReplies(ActorId actor, List<Call> calls) {
    LedgerChecker checker = new LedgerChecker(actor, calls, new long[0]);
    checker.replies();
    return checker.violations;
  }

  private void eachIdOnce() {
    for (int i = 0; i < list.length; i++) {
      Call call = appends.get(list[i]);
      Integer before = positions.putIfAbsent(list[i], i + 1);
      if (before != null) {
        add(
            Kind.DOUBLED,
            "the id " + list[i] + " stands at " + before + " and at " + (i + 1),
            call);
      } else if (call == null) {
        add(Kind.FOREIGN, "the id " + list[i] + " at " + (i + 1) + " is of no call", call);
      } else if (call.effect() == Effect.NONE) {
        add(
            Kind.WRONG_LABEL,
            "the id of a call that was told it did not take place stands at " + (i + 1),
            call);
      }
    }
  }

  private void eachReplyAtItsPlace() {
    for (Call call : byInvocation(appends.values())) {
      if (!call.isAcknowledged()) {
        continue;
      }
      Integer position = positions.get(call.id());
      if (position == null) {
        add(Kind.LOST, "an acknowledged id is not among the " + list.length, call);
      } else if (position != call.value()) {
        add(
            Kind.MISPLACED,
            "its reply says place " + call.value() + ", but it stands at " + position,
            call);
      }
    }
  }

  private void replies() {
    Map<Long, Call> byLength = new HashMap<>();
    for (Call call : byInvocation(appends.values())) {
      Call other = call.isAcknowledged() ? byLength.putIfAbsent(call.value(), call) : null;
      if (other != null) {
        add(Kind.FORKED, "two appends were told the length " + call.value(), other, call);
      }
    }
  }

  private void callersInOrder() {
    Map<Integer, Call> last = new HashMap<>();
    for (long id : distinct()) {
      Call call = appends.get(id);
      if (call == null) {
        continue;
      }
      Call before = last.put(call.caller(), call);
      if (before != null && before.id() > call.id()) {
        add(Kind.REORDERED, "a caller's later call stands before its earlier", call, before);
      }
    }
  }

  /** What had returned before another was called must not stand behind it. */
  private void inRealTime() {
    @Nullable Call earliest = null;
    long[] ids = distinct();
    for (int i = ids.length - 1; i >= 0; i--) {
      Call call = appends.get(ids[i]);
      if (call == null) {
        continue;
      }
      if (earliest != null && earliest.latestNanos() < call.invokedNanos()) {
        add(
            Kind.STALE,
            "an append stands before one that had returned when it was called",
            earliest,
            call);
      }
      if (earliest == null || call.latestNanos() < earliest.latestNanos()) {
        earliest = call;
      }
    }
  }

  /** A length that was read has all that had returned, and nothing that was not yet called. */
  private void sizesInRealTime() {
    List<Call> byReturn =
        appends.values().stream()
            .filter(call -> call.isAcknowledged() && positions.containsKey(call.id()))
            .sorted(Comparator.comparingLong(Call::returnedNanos))
            .toList();
    List<Call> reads = byInvocation(sizes).stream().filter(Call::isAcknowledged).toList();
    int next = 0;
    @Nullable Call highest = null;
    for (Call read : reads) {
      for (; next < byReturn.size(); next++) {
        Call append = byReturn.get(next);
        if (append.returnedNanos() >= read.invokedNanos()) {
          break;
        }
        if (highest == null || place(append) > place(highest)) {
          highest = append;
        }
      }
      if (highest != null && place(highest) > read.value()) {
        add(
            Kind.STALE,
            "a length of " + read.value() + " was read when place " + place(highest) + " was taken",
            highest,
            read);
      }
      ahead(read);
    }
  }

  private void ahead(Call read) {
    if (read.value() > list.length) {
      add(
          Kind.LOST,
          "a length of " + read.value() + " was read, at the end it is " + list.length,
          read);
      return;
    }
    Call last = read.value() == 0 ? null : appends.get(list[(int) read.value() - 1]);
    if (last != null && last.invokedNanos() > read.returnedNanos()) {
      add(
          Kind.MISPLACED,
          "a length of " + read.value() + " was read before the call at that place was made",
          read,
          last);
    }
  }

  private int place(Call append) {
    return positions.getOrDefault(append.id(), 0);
  }

  private long[] distinct() {
    Set<Long> seen = new HashSet<>();
    return Arrays.stream(list).filter(seen::add).toArray();
  }

  private static List<Call> byInvocation(Iterable<Call> calls) {
    List<Call> sorted = new ArrayList<>();
    calls.forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(Call::invokedNanos).thenComparingLong(Call::id));
    return sorted;
  }

  private void add(Kind kind, String what, @Nullable Call... calls) {
    int count = counts.merge(kind, 1, Integer::sum);
    if (count <= EXAMPLES) {
      List<Call> known = new ArrayList<>();
      for (Call call : calls) {
        if (call != null) {
          known.add(call);
        }
      }
      violations.add(new Violation(kind, actor, what, known));
    } else if (count == EXAMPLES + 1) {
      violations.add(new Violation(kind, actor, "and more of the kind", List.of()));
    }
  }
}
