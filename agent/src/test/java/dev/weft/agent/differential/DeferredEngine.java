package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs calls on the threads that wait for them, in a given order: deterministic, and as late as the
 * order says. Calls of one caller to one actor keep their order, and an actor runs one at a time.
 */
final class DeferredEngine extends TestEngine {

  private final Order order;
  private final List<Call> pending = new ArrayList<>();
  private final Set<Call> running = new HashSet<>();

  DeferredEngine(Order order, Failing failing) {
    super(failing);
    this.order = order;
  }

  @Override
  void accepted(Call call) {
    pending.add(call);
    if (order.runsAtOnce() && isReady(call)) {
      run(call);
    }
  }

  @Override
  void awaited(Call wanted) {
    while (!wanted.isDone()) {
      List<Call> ready = pending.stream().filter(this::isReady).toList();
      Call next = isReady(wanted) ? order.next(ready, wanted) : firstOnTheWayTo(wanted, ready);
      run(next);
    }
  }

  /** Something that {@code wanted} stands behind: an earlier call to the same actor, an input. */
  private Call firstOnTheWayTo(Call wanted, List<Call> ready) {
    for (Call call : ready) {
      if (isBehind(wanted, call)) {
        return call;
      }
    }
    problem("Waiting for " + wanted + " would never end.");
    throw new AssertionError("a wait that would never end: " + wanted);
  }

  private boolean isBehind(Call call, Call other) {
    if (call == other) {
      return true;
    }
    for (ObjectRef<?> input : call.inputs()) {
      if (input instanceof Call needed && !needed.isDone() && isBehind(needed, other)) {
        return true;
      }
    }
    return pending.stream()
        .anyMatch(earlier -> precedes(earlier, call) && isBehind(earlier, other));
  }

  /** Whether a call can run now: nothing must come before it, and its actor is idle. */
  private boolean isReady(Call call) {
    if (!pending.contains(call)) {
      return false;
    }
    for (ObjectRef<?> input : call.inputs()) {
      if (!input.isDone()) {
        return false;
      }
    }
    return call.cell == null
        || (running.stream().noneMatch(other -> other.cell == call.cell)
            && pending.stream().noneMatch(earlier -> precedes(earlier, call)));
  }

  private boolean precedes(Call earlier, Call call) {
    return call.cell != null
        && earlier != call
        && earlier.cell == call.cell
        && earlier.caller == call.caller
        && pending.indexOf(earlier) < pending.indexOf(call);
  }

  private void run(Call call) {
    pending.remove(call);
    running.add(call);
    try {
      call.run();
    } finally {
      running.remove(call);
    }
  }

  @Override
  boolean withdraw(Call call) {
    return pending.remove(call);
  }

  @Override
  void drain() {
    while (!pending.isEmpty()) {
      awaited(pending.get(0));
    }
  }

  @Override
  public String toString() {
    return order.toString();
  }
}
