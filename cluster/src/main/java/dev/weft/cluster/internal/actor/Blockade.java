package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.CallerKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a call from its end: its own run, or those that have to end before it begins.
 *
 * @param call null if it is not there yet, since its actor is being built
 * @param isNew whether the call has not begun
 * @param by the runs, all of which have to end
 */
record Blockade(@Nullable IncomingCall call, boolean isNew, List<Blocker> by) {

  private static final Blockade NONE = new Blockade(null, false, List.of());

  /** Looks at an actor. */
  static Blockade of(ActorCell cell, CallerKey caller, long sequence) {
    synchronized (cell) {
      if (cell.life.isUnborn()) {
        return new Blockade(null, false, blockers(cell, cell.runs.all()));
      }
      IncomingCall call = cell.callers.find(caller, sequence);
      if (call == null) {
        return NONE; // not here yet, or answered
      }
      Run own = cell.runs.of(call);
      if (own != null) {
        return new Blockade(call, false, blockers(cell, List.of(own)));
      }
      return cell.mailbox.contains(call)
          ? new Blockade(call, true, blockers(cell, inTheWayOf(call, cell)))
          : NONE; // it has run
    }
  }

  /** Of several that may run at a time any one may make room, so those are not in the way. */
  @SuppressWarnings("GuardedBy") // the cell is locked by the only caller
  private static List<Run> inTheWayOf(IncomingCall call, ActorCell cell) {
    if (cell.mailbox.isNested(call)) {
      Run holder = cell.turn.holder();
      return holder == null ? List.of() : List.of(holder);
    }
    if (cell.isSequential()) {
      return cell.runs.all();
    }
    List<Run> same = new ArrayList<>(1);
    if (cell.mailbox.limit(call) == 1) {
      for (Run run : cell.runs.all()) {
        IncomingCall running = run.call();
        if (running != null && cell.mailbox.areOfOneGroup(running, call)) {
          same.add(run);
        }
      }
    }
    return same;
  }

  private static List<Blocker> blockers(ActorCell cell, List<Run> runs) {
    List<Blocker> blockers = new ArrayList<>(runs.size());
    for (Run run : runs) {
      blockers.add(Blocker.of(cell, run));
    }
    return blockers;
  }

  /**
   * A run that is in the way.
   *
   * @param awaited the calls that it waits for
   */
  record Blocker(Waiter waiter, List<CallOrigin> awaited) {

    /** A run of an actor whose cell is locked. */
    static Blocker of(ActorCell cell, Run run) {
      IncomingCall call = run.call();
      String what = call == null ? "the constructor of " : call.request().name() + " on ";
      return new Blocker(
          new Waiter(cell.address().id(), run.id(), what + cell.address(), false), run.awaited());
    }
  }
}
