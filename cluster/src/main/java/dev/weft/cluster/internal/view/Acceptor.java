package dev.weft.cluster.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * One member's vote on the view that follows the one it knows. What it has promised and accepted
 * lasts until a later view is known, and needs not last longer: from then on it answers with that.
 */
final class Acceptor {

  private @Nullable Ballot promised;
  private @Nullable Vote accepted;

  /** A value, and the attempt in which it was accepted. */
  record Vote(Ballot ballot, Roster value) {}

  /** Promises to accept nothing of an earlier attempt; false if a later one has its promise. */
  boolean promise(Ballot ballot) {
    if (isLate(ballot)) {
      return false;
    }
    promised = ballot;
    return true;
  }

  /** Accepts a value; false if a later attempt has its promise. */
  boolean accept(Ballot ballot, Roster value) {
    if (isLate(ballot)) {
      return false;
    }
    promised = ballot;
    accepted = new Vote(ballot, value);
    return true;
  }

  /** The latest attempt that has its promise. */
  @Nullable Ballot promised() {
    return promised;
  }

  /** What it has accepted last. */
  @Nullable Vote accepted() {
    return accepted;
  }

  /** Begins with the next version. */
  void clear() {
    promised = null;
    accepted = null;
  }

  private boolean isLate(Ballot ballot) {
    return promised != null && ballot.compareTo(promised) < 0;
  }
}
