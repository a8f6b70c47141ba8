package dev.weft.it.faults.history;

import java.util.Comparator;
import java.util.Locale;

/** An actor of the workload, by its kind and number. */
public record ActorId(Kind kind, int number) implements Comparable<ActorId> {

  private static final Comparator<ActorId> ORDER =
      Comparator.comparing(ActorId::kind).thenComparing(ActorId::number);

  /** What an actor keeps. */
  public enum Kind {
    /** A list to which ids of calls are appended. */
    LEDGER,
    /** A value that is read, written, and replaced if it is as expected. */
    REGISTER,
    /** A sum. */
    COUNTER
  }

  @Override
  public int compareTo(ActorId other) {
    return ORDER.compare(this, other);
  }

  /** As its name in the cluster: {@code ledger-3}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "-" + number;
  }
}
