package dev.weft.it.faults.history;

import dev.weft.it.faults.history.Outcome.Effect;

/**
 * One call as its caller has seen it. Times are of the machine's monotonic clock, which its
 * processes share.
 *
 * @param id unique in a run; the calls of a caller have ascending ids, in the order in which it
 *     made them
 * @param argument what was written, added, or, by {@link Operation#CAS}, is new; an append's is its
 *     id
 * @param expected what {@link Operation#CAS} expects
 * @param returnedNanos 0 while it has not returned
 * @param value the reply, if its outcome is one
 * @param note what it failed with, for people
 */
public record Call(
    long id,
    ActorId actor,
    Operation operation,
    long argument,
    long expected,
    long invokedNanos,
    long returnedNanos,
    Outcome outcome,
    long value,
    String note) {

  /** How many ids a caller has. */
  public static final long IDS_PER_CALLER = 1_000_000_000;

  /** The caller's number. */
  public int caller() {
    return (int) (id / IDS_PER_CALLER);
  }

  public Effect effect() {
    return outcome.effect();
  }

  /** Whether its caller has a reply. */
  public boolean isAcknowledged() {
    return effect() == Effect.TOOK_PLACE;
  }

  /** The latest time at which it may have taken effect. */
  public long latestNanos() {
    return effect() == Effect.UNKNOWN ? Long.MAX_VALUE : returnedNanos;
  }

  /** How long its caller has waited. */
  public long waitedNanos() {
    return returnedNanos - invokedNanos;
  }

  /** One line for people; times are milliseconds of the machine's clock. */
  @Override
  public String toString() {
    return "call "
        + id
        + " of caller "
        + caller()
        + ": "
        + actor
        + "."
        + operation
        + "("
        + (operation == Operation.CAS ? expected + " -> " + argument : argument)
        + ") at "
        + millis(invokedNanos)
        + (returnedNanos == 0 ? "" : ".." + millis(returnedNanos))
        + " "
        + outcome
        + (isAcknowledged() ? " " + value : "")
        + (note.isEmpty() ? "" : " [" + note + "]");
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + "." + nanos / 1_000 % 1_000;
  }
}
