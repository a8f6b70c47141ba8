package dev.weft.cluster.internal.scheduler;

/** A body that may be taken out of its turn, by a thread that would otherwise wait for it. */
public interface Work extends Runnable {

  /** Whether somebody else has begun it, or nobody ever will. Must not block. */
  boolean isTaken();
}
