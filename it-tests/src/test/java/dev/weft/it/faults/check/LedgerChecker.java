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
import java.util.stream.Collectors;
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
    checker.lengthsWithinTheList();
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

  /**
   * Puts all calls into the order that list and lengths tell of. What had returned before another
   * was called must not stand behind it.
   */
  private void inRealTime() {
    List<Call> order = order();
    @Nullable Call earliest = null;
    for (int i = order.size() - 1; i >= 0; i--) {
      Call call = order.get(i);
      if (earliest != null && earliest.latestNanos() < call.invokedNanos()) {
        add(
            Kind.STALE,
            "the first of these had returned when the second was made, yet it shows a later state",
            earliest,
            call);
      }
      if (earliest == null || call.latestNanos() < earliest.latestNanos()) {
        earliest = call;
      }
    }
  }

  /** Each append, then the calls that were told the length which it made. */
  private List<Call> order() {
    Map<Long, List<Call>> byLength =
        byInvocation(sizes).stream()
            .filter(Call::isAcknowledged)
            .collect(Collectors.groupingBy(Call::value));
    List<Call> order = new ArrayList<>(byLength.getOrDefault(0L, List.of()));
    for (int i = 0; i < list.length; i++) {
      Call append = appends.get(list[i]);
      if (append != null && positions.getOrDefault(list[i], 0) == i + 1) {
        order.add(append);
      }
      order.addAll(byLength.getOrDefault(i + 1L, List.of()));
    }
    return order;
  }

  private void lengthsWithinTheList() {
    for (Call read : byInvocation(sizes)) {
      if (read.isAcknowledged() && (read.value() > list.length || read.value() < 0)) {
        add(
            Kind.LOST,
            "a length of " + read.value() + " was read, at the end it is " + list.length,
            read);
      }
    }
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
