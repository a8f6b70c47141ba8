package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What runs of an actor: one piece of work at a time in the thread that works for it, or, if the
 * class allows that, calls beside each other in threads of their own. Guarded by its cell.
 */
final class Runs {

  private @Nullable Run working;
  private long since = System.nanoTime();

  /** The calls that run beside each other. */
  private final Map<IncomingCall, Run> beside = new HashMap<>(0);

  /**
   * Calls that run, or whose method returned a ref or a future that is not done; each with its run.
   */
  private final Map<IncomingCall, Run> open = new HashMap<>(0);

  /**
   * The calling thread, which works for the actor, begins something.
   *
   * @param call null if it is none
   */
  Run begin(@Nullable IncomingCall call) {
    Run run = new Run(call, false);
    run.begin();
    working = run;
    since = run.since();
    return run;
  }

  /** It has ended. */
  void end() {
    if (working != null) {
      working.end();
      working = null;
    }
  }

  /**
   * A call is about to run beside others.
   *
   * @param isNested whether it comes from one of these
   */
  Run beginBeside(IncomingCall call, boolean isNested) {
    Run run = new Run(call, isNested);
    beside.put(call, run);
    return run;
  }

  /** It has ended. */
  void endBeside(IncomingCall call) {
    Run run = beside.remove(call);
    if (run != null) {
      run.end();
    }
  }

  /** Whether anything runs. */
  boolean areThere() {
    return working != null || !beside.isEmpty();
  }

  boolean isWorking() {
    return working != null;
  }

  /** Whether calls run beside each other. */
  boolean hasBeside() {
    return !beside.isEmpty();
  }

  /** Whether one of these may change the state. */
  boolean isChangingBeside() {
    for (IncomingCall call : beside.keySet()) {
      if (!call.request().isReadOnly()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call comes from what runs. */
  boolean areBefore(CallChain chain, UUID actor) {
    return !chain.isEmpty() && all().stream().anyMatch(run -> chain.comesFrom(actor, run.id()));
  }

  /** All that runs. */
  List<Run> all() {
    List<Run> all = new ArrayList<>(beside.values());
    if (working != null) {
      all.add(working);
    }
    return all;
  }

  /** The run of a call that runs; null if it does not. */
  @Nullable Run of(IncomingCall call) {
    Run run = beside.get(call);
    return run == null && working != null && call.equals(working.call()) ? working : run;
  }

  /** Whether something has run for so long. */
  boolean isRunningFor(long nanos) {
    long now = System.nanoTime();
    return all().stream().anyMatch(run -> now - run.since() > nanos);
  }

  /** For how long nothing has begun. */
  long idleFor(long now) {
    return now - since;
  }

  void interrupt() {
    all().forEach(Run::interrupt);
  }

  // ---- calls that have no outcome yet --------------------------------------------------------

  /** A call begins to run. */
  void open(IncomingCall call, Run run) {
    open.put(call, run);
  }

  /** Whether this run of a call counts: neither was the call ended, nor does it run again. */
  @SuppressWarnings("ReferenceEquality") // a run is nothing but itself
  boolean isOpen(IncomingCall call, Run run) {
    return open.get(call) == run;
  }

  /** A run has its outcome; returns whether it counts. */
  boolean close(IncomingCall call, Run run) {
    return open.remove(call, run);
  }

  void close(IncomingCall call) {
    open.remove(call);
  }

  boolean hasOpen() {
    return !open.isEmpty();
  }

  /** No run counts any more. */
  void closeAll() {
    open.clear();
  }

  /** The runs for a node's callers do not count any more. */
  void forget(NodeId caller) {
    open.keySet().removeIf(call -> call.caller().node().equals(caller));
  }
}
