package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.transport.Reply;
import java.util.List;
import java.util.function.BiConsumer;

/** Has an actor built, and keeps what was built, before those who asked for it are answered. */
final class Birth {

  private static final byte[] NOTHING = {};

  private final ActorCell cell;
  private final ActorBody body;
  private final Keeper keeper;
  private final BiConsumer<ActorCell, Death> onDeath;

  /**
   * @param onDeath is told when the actor could not be built
   */
  Birth(ActorCell cell, ActorBody body, Keeper keeper, BiConsumer<ActorCell, Death> onDeath) {
    this.cell = cell;
    this.body = body;
    this.keeper = keeper;
    this.onDeath = onDeath;
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the creator
  void construct(ActorRequest.Create request) {
    boolean isDurable = cell.head().isDurable();
    byte[] kept;
    try {
      body.build(request);
      byte[] state = isDurable ? body.keep() : body.encode(); // refuses what cannot be kept
      kept = isDurable ? state : NOTHING;
    } catch (Throwable e) {
      unborn(e);
      return;
    }
    Change change;
    Batch batch;
    synchronized (cell) {
      if (cell.life.isDead()) {
        return; // killed meanwhile
      }
      cell.life.born();
      batch = cell.versions.take();
      change = cell.versions.whole(cell.head(), kept, false, cell.callers.all(batch));
      if (!isDurable) {
        cell.versions.goAhead();
      }
      cell.versions.sent();
    }
    keeper.commit(change, isSafe -> born(batch, isSafe));
  }

  private void born(Batch batch, boolean isSafe) {
    List<Reply> creators;
    synchronized (cell) {
      creators = cell.life.takeCreators();
    }
    cell.committed(batch, isSafe);
    byte[] answer = isSafe ? cell.found() : ActorAnswer.moved().toBytes();
    creators.forEach(reply -> reply.send(answer));
  }

  private void unborn(Throwable cause) {
    byte[] failure = body.encodeFailure(cause);
    Death reason = new Death("its constructor failed: " + cause, failure);
    List<Reply> creators;
    List<IncomingCall> waiting;
    synchronized (cell) {
      if (cell.life.isDead()) {
        return;
      }
      waiting = cell.end(reason);
      creators = cell.life.takeCreators();
    }
    byte[] answer = ActorAnswer.outcome(failure).toBytes();
    creators.forEach(reply -> reply.send(answer));
    waiting.forEach(call -> call.answer(reason.answer()));
    onDeath.accept(cell, reason);
  }
}
