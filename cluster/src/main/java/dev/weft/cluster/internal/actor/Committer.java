package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what calls have done safe, a batch of them at a time, before these are answered. Used by
 * the thread that works for the actor.
 */
final class Committer {

  private static final Logger log = LoggerFactory.getLogger(Committer.class);
  private static final byte[] NOTHING = {};

  private final ActorCell cell;
  private final ActorBody body;
  private final Keeper keeper;
  private final BiConsumer<ActorCell, Death> onDeath;

  /**
   * @param onDeath is told when the actor has ended by itself
   */
  Committer(ActorCell cell, ActorBody body, Keeper keeper, BiConsumer<ActorCell, Death> onDeath) {
    this.cell = cell;
    this.body = body;
    this.keeper = keeper;
    this.onDeath = onDeath;
  }

  void commit(Batch batch) {
    if (body.isExiting()) {
      exit(batch);
    } else if (!cell.isKept()) {
      goAhead(batch);
    } else if (batch.areReads()) {
      synchronized (cell) {
        cell.versions.sent();
      }
      keeper.confirm(isOwner -> cell.committed(batch, isOwner));
    } else {
      keep(batch);
    }
  }

  /**
   * Nothing of what was done is kept; but what was kept when the actor moved or slept is of the
   * past, and must not be found.
   */
  private void goAhead(Batch batch) {
    Change forgets = null;
    synchronized (cell) {
      List<CallerKey> over = cell.callers.takeOver();
      if (!batch.areReads() && cell.versions.goAhead() && keeper.isNeeded()) {
        forgets = cell.versions.change(NOTHING, cell.callers.changed(batch), over);
      }
      cell.versions.sent();
    }
    if (forgets == null) {
      cell.committed(batch, true);
    } else {
      keeper.commit(forgets, isSafe -> cell.committed(batch, isSafe));
    }
  }

  /** Has it kept after all, since it is to move or to sleep. */
  void catchUp() {
    byte[] state;
    try {
      state = body.encode();
    } catch (RuntimeException | Error e) {
      log.warn(
          "{} cannot be kept: it stays awake, and begins anew when it has to move.",
          cell.address(),
          e);
      synchronized (cell) {
        cell.versions.cannotCatchUp();
      }
      return;
    }
    Change change;
    synchronized (cell) {
      if (cell.life.isDead()) {
        return;
      }
      cell.life.setTired(false);
      cell.versions.catchUp();
      change = cell.versions.whole(cell.head(), state, false, cell.callers.all(Batch.NONE));
      cell.versions.sent();
    }
    keeper.commit(change, isSafe -> cell.committed(Batch.NONE, isSafe));
  }

  /** Answers a call before what it did is safe, if this still is the owner. */
  void answerAhead(IncomingCall call, byte[] answer) {
    keeper.confirm(
        isOwner -> {
          if (isOwner) {
            call.answer(answer);
          } else {
            call.answer(ActorAnswer.moved());
          }
        });
  }

  private void keep(Batch batch) {
    byte @Nullable [] news;
    try {
      byte[] before = body.lastKept();
      byte[] kept = body.keep();
      news = kept == before ? null : kept;
    } catch (RuntimeException | Error e) {
      undo(batch, e);
      return;
    }
    Change change;
    synchronized (cell) {
      if (cell.life.isDead()) {
        return;
      }
      change = cell.versions.change(news, cell.callers.changed(batch), cell.callers.takeOver());
      cell.versions.sent(batch);
    }
    keeper.commit(change, isSafe -> cell.committed(batch, isSafe));
  }

  /**
   * The state cannot be kept after a batch: it is as it was before, and its calls run again, each
   * with a version of its own; or, if there was only one, that is how it ends.
   */
  private void undo(Batch batch, Throwable cause) {
    List<IncomingCall> ran = new ArrayList<>();
    synchronized (cell) {
      for (EndedCall ended : batch.calls()) {
        if (ended.hasRun()) {
          ran.add(ended.call());
        } else {
          cell.versions.add(ended);
        }
      }
      if (ran.size() == 1) {
        byte[] failure = ActorAnswer.outcome(body.encodeFailure(cause)).toBytes();
        cell.versions.addFirst(EndedCall.settled(ran.get(0), failure));
        return;
      }
      cell.versions.oneByOne(ran.size());
      for (int i = ran.size() - 1; i >= 0; i--) {
        runAgain(ran.get(i));
      }
    }
  }

  @GuardedBy("cell")
  private void runAgain(IncomingCall call) {
    CallerLine line = cell.callers.of(call);
    if (line != null) {
      cell.runs.close(call);
      line.undone(call.sequence());
      cell.mailbox.addFirst(call);
    }
  }

  /** The actor ends by itself: what has run is answered as ever, what has not fails. */
  private void exit(Batch batch) {
    Death exited = Death.of("it has exited");
    Set<IncomingCall> failing = new LinkedHashSet<>();
    Change change;
    synchronized (cell) {
      if (cell.life.isDead()) {
        return;
      }
      change =
          cell.versions.whole(
              cell.head().died(exited.reason()), new byte[0], true, cell.callers.all(batch));
      failing.addAll(cell.end(exited));
    }
    batch.calls().stream().filter(EndedCall::isDue).map(EndedCall::call).forEach(failing::remove);
    keeper.commit(change, isSafe -> exited(batch, failing, exited, isSafe));
    onDeath.accept(cell, exited);
  }

  private static void exited(Batch batch, Set<IncomingCall> failing, Death exited, boolean isSafe) {
    if (isSafe) {
      batch.answer();
      failing.forEach(call -> call.answer(exited.answer()));
    } else {
      byte[] again = ActorAnswer.moved().toBytes();
      batch.calls().stream().filter(EndedCall::isDue).forEach(ended -> ended.call().answer(again));
      failing.forEach(call -> call.answer(again));
    }
  }
}
