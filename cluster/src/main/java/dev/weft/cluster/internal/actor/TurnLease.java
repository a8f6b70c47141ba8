package dev.weft.cluster.internal.actor;

import dev.weft.spi.SlotLease;
import org.jspecify.annotations.Nullable;

/** The lease of a thread that runs a call of a reentrant actor: a wait lets other calls in. */
final class TurnLease implements SlotLease {

  private final ActorCell cell;
  private final Run run;
  private final @Nullable SlotLease slot;

  /**
   * @param slot that of the thread
   */
  TurnLease(ActorCell cell, Run run, @Nullable SlotLease slot) {
    this.cell = cell;
    this.run = run;
    this.slot = slot;
  }

  @Override
  public void yieldSlot() {
    if (slot != null) {
      slot.yieldSlot();
    }
    synchronized (cell) {
      cell.turn.leave(run);
      cell.notifyAll();
      cell.schedule();
    }
  }

  @Override
  public void resumeSlot() {
    synchronized (cell) {
      cell.turn.comeBack(run, cell, cell.life);
    }
    if (slot != null) {
      slot.resumeSlot();
    }
  }
}
