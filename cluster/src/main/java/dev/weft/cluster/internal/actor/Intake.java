package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the calls of an actor, each once and in its caller's order, and lets none wait too long.
 */
final class Intake {

  /** How long calls are waited for that may have been answered before this node had the actor. */
  private static final Duration GAP = Duration.ofSeconds(1);

  private final ActorCell cell;
  private final Keeper keeper;
  private final int most;

  Intake(ActorCell cell, Keeper keeper) {
    this.cell = cell;
    this.keeper = keeper;
    this.most = cell.head().terms().traits().maxPendingCalls();
  }

  void take(IncomingCall call) {
    synchronized (cell) {
      if (cell.life.isDead()) {
        call.answer(cell.life.death().answer());
        return;
      }
      cell.callers.accept(call).forEach(this::add);
      cell.schedule();
      CallerLine line = cell.callers.of(call);
      if (line != null && line.isStuck(call)) {
        keeper.after(GAP, () -> giveUpBefore(call));
      }
    }
    long timeoutMillis = call.request().terms().timeoutMillis();
    if (timeoutMillis != 0) {
      keeper.after(Duration.ofMillis(timeoutMillis), () -> expire(call));
    }
  }

  @GuardedBy("cell")
  private void add(IncomingCall due) {
    if (most > 0 && cell.mailbox.size() >= most) {
      refuse(due, ActorAnswer.overloaded(most + " calls wait for it, no more may."));
    } else if (cell.isReentrant()
        && cell.runs.areBefore(due.request().terms().chain(), cell.address().id())) {
      cell.mailbox.addNested(due);
    } else {
      cell.mailbox.add(due);
    }
  }

  /**
   * Those before a call do not come: they were answered in a life of the actor that is lost, or
   * will never be.
   */
  private void giveUpBefore(IncomingCall call) {
    synchronized (cell) {
      CallerLine line = cell.callers.of(call);
      if (line != null) {
        line.giveUpBefore(call).forEach(this::add);
        cell.schedule();
      }
    }
  }

  /** The time of a call is over: if it has not begun, it is not to. */
  private void expire(IncomingCall call) {
    synchronized (cell) {
      CallerLine line = cell.callers.of(call);
      if (line == null || !line.isOpen(call)) {
        return;
      }
      if (cell.mailbox.remove(call)) {
        refuse(call, ActorAnswer.timedOut());
        cell.schedule();
      } else {
        call.answer(ActorAnswer.unknown("its time was over while it ran"));
      }
    }
  }

  /** A call waits for its own caller: it is not to run. */
  void refuseCycle(IncomingCall call, List<String> callsBefore) {
    List<String> calls = new ArrayList<>(callsBefore);
    calls.add(call.request().name() + " on " + cell.address());
    synchronized (cell) {
      if (cell.mailbox.remove(call)) {
        refuse(call, ActorAnswer.cycle(calls));
        cell.schedule();
      }
    }
  }

  /**
   * Ends a call that is not to run, at once. That is kept with what comes next, so that it does not
   * run elsewhere if it comes once more.
   */
  @GuardedBy("cell")
  private void refuse(IncomingCall call, ActorAnswer answer) {
    byte[] bytes = answer.toBytes();
    CallerLine line = cell.callers.of(call);
    if (line != null) {
      line.ran(call.sequence());
      line.answered(call, bytes);
    }
    call.answer(bytes);
    cell.versions.add(EndedCall.refused(call, bytes));
  }
}
