package dev.weft.cluster.internal.actor;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in a reentrant actor that runs one call at a time. A run that waits leaves its
 * turn to calls that come from it, each in a thread of its own, and goes on when it is its turn
 * again. Guarded by its cell.
 */
final class Turn {

  private @Nullable Run holder;
  private int returning;

  /** Whose it is; null if all wait. */
  @Nullable Run holder() {
    return holder;
  }

  /** Whether another run may have it: those that come back from a wait go first. */
  boolean isFree() {
    return holder == null && returning == 0;
  }

  /** A run begins. */
  void take(Run run) {
    holder = run;
  }

  /** A run waits, or is over. */
  @SuppressWarnings("ReferenceEquality") // a run is nothing but itself
  void leave(Run run) {
    if (holder == run) {
      holder = null;
    }
  }

  /**
   * The wait of a run is over: waits, at the cell's monitor, until it has its turn.
   *
   * @param life of the actor: when that is over nobody waits any more
   */
  @SuppressWarnings("WaitNotInLoop") // it is
  void comeBack(Run run, Object cell, Life life) {
    boolean isInterrupted = false;
    returning++;
    while (holder != null && !life.isDead()) {
      try {
        cell.wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    returning--;
    holder = run;
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
