package dev.weft.it.faults.check;

import dev.weft.it.faults.history.ActorId;
import dev.weft.it.faults.history.Call;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that must never be seen, with the calls that show it.
 *
 * @param what in words, with the numbers
 * @param calls those that show it, not all that are alike
 */
public record Violation(Kind kind, ActorId actor, String what, List<Call> calls) {

  public Violation {
    calls = List.copyOf(calls);
  }

  /** What was broken. */
  public enum Kind {
    /** An acknowledged update is not there at the end. */
    LOST,
    /** An actor with acknowledged updates cannot be read at the end. */
    ACTOR_LOST,
    /** An update has taken place twice. */
    DOUBLED,
    /** An update that nobody made. */
    FOREIGN,
    /** The updates of one caller are not in the order of its calls. */
    REORDERED,
    /** Two replies that cannot be of the same actor: it was in two places. */
    FORKED,
    /** A reply tells of a state that the actor never had. */
    MISPLACED,
    /** A reply, or an update, that misses what had been acknowledged before. */
    STALE,
    /** A call has taken place of which its caller was told that it has not. */
    WRONG_LABEL,
    /** A call has not ended in time. */
    HUNG,
    /** An exception that a caller of the actor should never see. */
    STRANGE,
    /** No order of the calls explains the replies. */
    NOT_LINEARIZABLE
  }

  @Override
  public String toString() {
    return kind
        + " "
        + actor
        + ": "
        + what
        + calls.stream().map(call -> "\n      " + call).collect(Collectors.joining());
  }
}
