package dev.weft.cluster.internal.view;

import java.util.Comparator;
import java.util.UUID;

/**
 * The number of one attempt at a decision; no two attempts have the same.
 *
 * @param proposer who makes the attempt
 */
record Ballot(long round, UUID proposer) implements Comparable<Ballot> {

  private static final Comparator<Ballot> ORDER =
      Comparator.comparingLong(Ballot::round).thenComparing(Ballot::proposer);

  @Override
  public int compareTo(Ballot other) {
    return ORDER.compare(this, other);
  }
}
