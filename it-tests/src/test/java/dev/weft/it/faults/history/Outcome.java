package dev.weft.it.faults.history;

import java.util.Arrays;

/** How a call ended for its caller, and what that says about its effect. */
public enum Outcome {
  /** It has not ended: the caller was killed, or still waits. */
  OPEN((byte) 0, Effect.UNKNOWN),
  /** With a value. */
  VALUE('v', Effect.TOOK_PLACE),
  /** With the actor's own exception; of the workload's calls, those that change nothing do so. */
  REFUSED('f', Effect.NONE),
  /** {@code ActorDiedException}. */
  DIED('d', Effect.NONE),
  /** {@code ClusterUnavailableException}. */
  UNAVAILABLE('u', Effect.NONE),
  /** {@code OutcomeUnknownException}. */
  UNKNOWN('?', Effect.UNKNOWN),
  /** The caller has waited for longer than any call may take. */
  HUNG('h', Effect.UNKNOWN),
  /** With an exception that a caller of this actor should never see. */
  STRANGE('x', Effect.UNKNOWN);

  private final byte code;
  private final Effect effect;

  Outcome(int code, Effect effect) {
    this.code = (byte) code;
    this.effect = effect;
  }

  /** What it promises. */
  public Effect effect() {
    return effect;
  }

  static Outcome of(byte code) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No outcome has the code " + code + "."));
  }

  /** What an outcome says about the effect of a call. */
  public enum Effect {
    /** Once, between the call and its return. */
    TOOK_PLACE,
    /** Never. */
    NONE,
    /** Once or never, at any time after the call. */
    UNKNOWN
  }
}
