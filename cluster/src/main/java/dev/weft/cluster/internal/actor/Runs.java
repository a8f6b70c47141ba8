package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs of an actor: one piece of work at a time in the thread that works for it, or, if the
 * class allows that, calls beside each other in threads of their own. Guarded by its cell.
 */
final class Runs {

  private @Nullable Thread worker;
  private long since = System.nanoTime();

  /** The calls that run beside each other. */
  private final Map<IncomingCall, Beside> beside = new HashMap<>(0);

  /**
   * Calls that run, or whose method returned a ref or a future that is not done; each with a token
   * of its run.
   */
  private final Map<IncomingCall, Object> open = new HashMap<>(0);

  /** The calling thread begins a piece of work. */
  void begin() {
    worker = Thread.currentThread();
    since = System.nanoTime();
  }

  /** It has ended. */
  void end() {
    worker = null;
  }

  /** A call is about to run beside others. */
  Beside beginBeside(IncomingCall call) {
    Beside run = new Beside(System.nanoTime());
    beside.put(call, run);
    return run;
  }

  /** It has ended. */
  void endBeside(IncomingCall call) {
    Beside run = beside.remove(call);
    if (run != null) {
      run.thread = null;
    }
  }

  boolean isWorking() {
    return worker != null;
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

  /** Whether something has run for so long. */
  boolean isRunningFor(long nanos) {
    long now = System.nanoTime();
    return (worker != null && now - since > nanos)
        || beside.values().stream().anyMatch(run -> now - run.since > nanos);
  }

  /** For how long nothing has begun. */
  long idleFor(long now) {
    return now - since;
  }

  void interrupt() {
    if (worker != null) {
      worker.interrupt();
    }
    for (Beside run : beside.values()) {
      if (run.thread != null) {
        run.thread.interrupt();
      }
    }
  }

  // ---- calls that have no outcome yet --------------------------------------------------------

  /** A call begins to run; returns the token of this run. */
  Object open(IncomingCall call) {
    Object token = new Object();
    open.put(call, token);
    return token;
  }

  /**
   * Whether this is the run of a call that counts: neither was the call ended, nor does it run
   * again.
   */
  @SuppressWarnings("ReferenceEquality") // a token is nothing but itself
  boolean isOpen(IncomingCall call, Object token) {
    return open.get(call) == token;
  }

  /** A run has its outcome; returns whether it counts. */
  boolean close(IncomingCall call, Object token) {
    return open.remove(call, token);
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

  /** A call that runs beside others. Guarded by its cell. */
  static final class Beside {

    private final long since;
    private @Nullable Thread thread;

    private Beside(long since) {
      this.since = since;
    }

    /** The calling thread runs it. */
    void begin() {
      thread = Thread.currentThread();
    }
  }
}
