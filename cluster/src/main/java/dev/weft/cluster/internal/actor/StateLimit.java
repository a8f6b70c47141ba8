package dev.weft.cluster.internal.actor;

import dev.weft.error.StateTooLargeException;
import dev.weft.spi.ActorAddress;

/**
 * How large the state of an actor may be.
 *
 * @param bytes as it is encoded
 */
record StateLimit(long bytes) {

  /** It is copied for a message, and its follower has it in its heap, beside those of others. */
  private static final int SHARE_OF_HEAP = 8;

  private static final long MOST = 1L << 30;

  /** That of this process. */
  static StateLimit ofHeap() {
    return new StateLimit(Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  /**
   * Lets a state pass.
   *
   * @throws StateTooLargeException if it is too large
   */
  byte[] check(ActorAddress actor, byte[] state) {
    if (state.length > bytes) {
      throw new StateTooLargeException(
          "The state of "
              + actor
              + " has "
              + state.length
              + " bytes, and may have "
              + bytes
              + " on this member, an eighth of its heap but no more than 1 GiB. Keep less in it, spread"
              + " it over several actors, or give the members more heap.");
    }
    return state;
  }
}
