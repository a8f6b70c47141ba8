package dev.weft.agent.report;

import java.util.List;
import java.util.Objects;

/**
 * What became of one remote call in the source.
 *
 * @param method the name of the method in which it stands, as in the source
 * @param descriptor the descriptor of that method
 * @param line the line of the call; 0 when unknown
 * @param callee what is called, as {@code Class.method}
 * @param waits where it is waited for, in the order of the code; never empty
 * @param file the name of the source file; empty when unknown
 * @param givenTo what the lambda is given to in which it stands, as {@code Stream.map}; empty
 *     outside of lambdas
 * @param shares calls, itself in a loop too, that use the same actor while this one may do so
 */
public record CallReport(
    String method,
    String descriptor,
    int line,
    String callee,
    List<Wait> waits,
    String file,
    String givenTo,
    List<Sharing> shares) {

  public CallReport {
    waits = List.copyOf(waits);
    shares = List.copyOf(shares);
    if (waits.isEmpty()) {
      throw new IllegalArgumentException("The call of " + callee + " ends somewhere.");
    }
  }

  /** A call of which {@link SourceCalls} will say the file, and the lambda if it is in one. */
  public CallReport(
      String method,
      String descriptor,
      int line,
      String callee,
      List<Wait> waits,
      List<Sharing> shares) {
    this(method, descriptor, line, callee, waits, "", "", shares);
  }

  /** Whether the caller goes on while the call runs, at least for a while. */
  public boolean overlaps() {
    return waits.stream().noneMatch(wait -> wait.reason().isAtOnce());
  }

  /** Whether its ref goes to the caller, so that nothing waits here. */
  public boolean isExplicit() {
    return waits.stream().allMatch(wait -> wait.reason() == Reason.RETURNED_REF);
  }

  /**
   * A place where the call's value is waited for.
   *
   * @param reason why there
   * @param line the line of the place; 0 when unknown
   * @param detail what it is, for people: {@code "the addition"}; may be empty
   */
  public record Wait(Reason reason, int line, String detail) {

    public Wait {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /**
   * A later call that may meet this one in an actor.
   *
   * @param actor the name of the actor's class, without its package
   * @param line the line of that call; 0 when unknown
   */
  public record Sharing(String actor, int line) {

    public Sharing {
      Objects.requireNonNull(actor, "actor");
    }
  }

  /** Why a call is waited for at a place. */
  public enum Reason {
    /** An instruction needs the value. */
    USE,
    /** It becomes the argument of another remote call: nothing waits. */
    PASSED_ON,
    /** It is stored into an array or collection that is filled later, when that is used. */
    STORED,
    /** A {@code try} range or a monitor begins or ends. */
    BARRIER,
    /** The method returns. */
    RETURN,
    /** {@code Weft.remote} gives its ref to the program: nothing waits. */
    RETURNED_REF,
    /** Its value is used by the very next instruction, so nothing could overlap. */
    IMMEDIATE_USE,
    /** Paths meet of which some have a value and others a call that is still running. */
    CONFLICT,
    /** {@code @Remote(await = true)}, or code in which calls cannot overlap. */
    AT_ONCE;

    /** Whether the caller waits where the call stands. */
    public boolean isAtOnce() {
      return this == IMMEDIATE_USE || this == CONFLICT || this == AT_ONCE;
    }
  }
}
