package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/**
 * The right to run that a worker thread holds while it runs user code.
 *
 * <p>A thread that is about to wait gives it back, so that another task can use the slot: without
 * this, tasks waiting for their children would fill all slots and nothing would ever move.
 */
public interface SlotLease {

  /** Lets another task run in this one's place. Never blocks. */
  void yieldSlot();

  /**
   * Takes the slot back after the wait. Never blocks, so the slots may be overbooked for a while.
   */
  void resumeSlot();

  /** The lease of the calling thread, or null when it is not one of an engine's workers. */
  static @Nullable SlotLease current() {
    return SlotLeases.CURRENT.get();
  }

  /**
   * Binds a lease to the calling thread, or unbinds with null.
   *
   * @return the one that was bound before
   */
  static @Nullable SlotLease bind(@Nullable SlotLease lease) {
    SlotLease previous = SlotLeases.CURRENT.get();
    if (lease == null) {
      SlotLeases.CURRENT.remove();
    } else {
      SlotLeases.CURRENT.set(lease);
    }
    return previous;
  }
}
