package dev.weft.it.faults.history;

import dev.weft.it.faults.history.ActorId.Kind;
import java.util.Arrays;

/** What an actor of the workload can be asked. */
public enum Operation {
  /** Appends the call's id to a ledger; the reply is its new length. */
  APPEND('a', Kind.LEDGER),
  /** Fails with an exception of the actor's own, without an effect. */
  REFUSE('f', Kind.LEDGER),
  /** The length of a ledger. */
  SIZE('s', Kind.LEDGER),
  /** Sets a register; the reply is 0. */
  WRITE('w', Kind.REGISTER),
  /** The value of a register. */
  READ('r', Kind.REGISTER),
  /** Replaces the value if it is as expected; the reply is 1 if it was, else 0. */
  CAS('c', Kind.REGISTER),
  /** Adds to a counter; the reply is the new sum. */
  ADD('+', Kind.COUNTER),
  /** The sum of a counter. */
  GET('=', Kind.COUNTER);

  private final char code;
  private final Kind kind;

  Operation(char code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** The kind of actors that have it. */
  public Kind kind() {
    return kind;
  }

  /** Whether it leaves the actor as it is. */
  public boolean isRead() {
    return this == SIZE || this == READ || this == GET || this == REFUSE;
  }

  static Operation of(byte code) {
    return Arrays.stream(values())
        .filter(operation -> operation.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No operation has the code " + code + "."));
  }
}
