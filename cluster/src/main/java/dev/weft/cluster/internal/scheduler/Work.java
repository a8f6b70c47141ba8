package dev.weft.cluster.internal.scheduler;

/** A body that says more about itself than how to run it. */
public interface Work extends Runnable {

  /**
   * Whether somebody else has begun it, or nobody ever will: it may be taken out of its turn, by a
   * thread that would otherwise wait for it. Must not block.
   */
  boolean isTaken();

  /** What it takes while it runs; always the same. Must not block. */
  default Claim claim() {
    return Claim.ORDINARY;
  }

  /**
   * Asked when it has run: whether it keeps what it has taken, processors aside, until somebody
   * calls {@link WorkerPool#release}.
   */
  default boolean keepsResources() {
    return false;
  }
}
