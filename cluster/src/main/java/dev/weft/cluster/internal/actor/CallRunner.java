package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.spi.Outcome;
import dev.weft.spi.SlotLease;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does for an actor: it builds it, runs its calls, and has what they did made safe,
 * one after the other. Calls that may run beside each other get a thread each, as do those that
 * come from a call that waits.
 */
final class CallRunner implements Runnable {

  /** After so many pieces of work it is another actor's turn. */
  private static final int TURNS = 64;

  private static final String LOST =
      "the member that had it is lost, and with it what it had done; the actor has begun anew";

  private final ActorCell cell;
  private final boolean isSequential;
  private final boolean isReentrant;
  private final boolean isAfterLoss;
  private final ActorBody body;
  private final WorkerPool pool;
  private final Birth birth;
  private final Committer committer;

  CallRunner(ActorCell cell, ActorBody body, WorkerPool pool, Birth birth, Committer committer) {
    this.cell = cell;
    this.isSequential = cell.isSequential();
    this.isReentrant = cell.isReentrant();
    this.isAfterLoss = cell.isAfterLoss();
    this.body = body;
    this.pool = pool;
    this.birth = birth;
    this.committer = committer;
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < TURNS && step(); i++) {}
    } finally {
      cell.workerLeaves();
    }
  }

  /** Does one piece of work; returns whether there was any. */
  private boolean step() {
    ActorRequest.Create creation = null;
    IncomingCall call = null;
    Batch batch = null;
    Run run;
    synchronized (cell) {
      if (!cell.agenda.hasWork()) {
        return false;
      }
      if (cell.agenda.mayCommit()) {
        batch = cell.versions.take();
      } else if (cell.life.isUnborn()) {
        creation = cell.life.takeCreation();
      } else if (cell.agenda.mayBegin()) {
        cell.life.setTired(false);
        cell.versions.changing();
        call = Objects.requireNonNull(cell.mailbox.begin(cell.agenda.mayChange()));
        if (!isSequential) {
          beginBeside(call, false);
          return true;
        }
      }
      run = cell.runs.begin(call);
      cell.turn.take(run);
    }
    try {
      if (batch != null) {
        committer.commit(batch);
      } else if (creation != null) {
        birth.construct(creation);
      } else if (call != null) {
        run(call, run);
      } else {
        committer.catchUp();
      }
    } finally {
      synchronized (cell) {
        cell.runs.end();
        leave(call, run);
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
    return true;
  }

  /** Lets those calls in that come from runs which wait for them. */
  @SuppressWarnings("GuardedBy") // the cell calls it, under its lock
  void letIn() {
    if (!isReentrant) {
      return;
    }
    if (!cell.runs.areThere()) {
      cell.mailbox.settleNested();
    }
    while (!isSequential || cell.turn.isFree()) {
      IncomingCall call = cell.mailbox.beginNested();
      if (call == null) {
        break;
      }
      beginBeside(call, true);
    }
  }

  /** A run is over. */
  @GuardedBy("cell")
  private void leave(@Nullable IncomingCall call, Run run) {
    if (call != null && !run.isNested()) {
      cell.mailbox.end(call);
    }
    cell.turn.leave(run);
    cell.notifyAll();
    cell.schedule();
  }

  @GuardedBy("cell")
  private void beginBeside(IncomingCall call, boolean isNested) {
    Run run = cell.runs.beginBeside(call, isNested);
    if (isSequential) {
      cell.turn.take(run);
    }
    pool.execute(() -> runBeside(call, run));
  }

  /** Runs a call in a thread of its own. */
  private void runBeside(IncomingCall call, Run run) {
    try {
      synchronized (cell) {
        run.begin();
        if (cell.life.isDead()) {
          return;
        }
      }
      run(call, run);
    } finally {
      synchronized (cell) {
        cell.runs.endBeside(call);
        leave(call, run);
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
  }

  private void run(IncomingCall call, Run run) {
    if (isAfterLoss && call.request().mayHaveRun() && !body.mayRunTwice(call.request())) {
      giveUp(call);
      return;
    }
    synchronized (cell) {
      cell.runs.open(call, run);
    }
    CallChain chain = call.request().terms().chain();
    byte[] outcome = isReentrant ? runInTurn(call, run, chain) : runBody(call, run, chain);
    synchronized (cell) {
      CallerLine line = cell.callers.of(call);
      if (line == null) {
        cell.runs.close(call);
        return; // nobody waits, or the actor is dead
      }
      if (!cell.runs.isOpen(call, run)) {
        return; // it was ended meanwhile
      }
      line.ran(call.sequence());
      if (outcome != ActorBody.LATER) {
        cell.runs.close(call);
      }
      cell.life.setExiting(body.isExiting());
    }
    byte[] answer = outcome == ActorBody.LATER ? null : answer(call, outcome);
    if (run.isNested()) {
      nestedEnded(call, answer);
    } else {
      ended(EndedCall.ran(call, answer));
    }
  }

  /** A call has perhaps run in a life of the actor that is lost. */
  private void giveUp(IncomingCall call) {
    synchronized (cell) {
      CallerLine line = cell.callers.of(call);
      if (line != null) {
        line.ran(call.sequence());
      }
    }
    ended(EndedCall.settled(call, ActorAnswer.unknown(LOST).toBytes()));
  }

  /** While it waits, others may come in that come from it. */
  private byte[] runInTurn(IncomingCall call, Run run, CallChain before) {
    CallChain chain = before.with(cell.address().id(), run.id());
    SlotLease slot = SlotLease.current();
    if (isSequential) {
      SlotLease.bind(new TurnLease(cell, run, slot));
    }
    try {
      return runBody(call, run, chain);
    } finally {
      SlotLease.bind(slot);
    }
  }

  private byte[] runBody(IncomingCall call, Run run, CallChain chain) {
    Consumer<Outcome> later = future -> pool.execute(() -> settle(call, run, future));
    return chain.around(() -> body.run(call.request(), later));
  }

  /** Ends a call whose method returned a ref or a future, which is done now. */
  private void settle(IncomingCall call, Run run, Outcome outcome) {
    byte[] bytes = body.encode(outcome);
    synchronized (cell) {
      if (!cell.runs.close(call, run)) {
        return; // the actor is dead, or nobody waits, or it runs again
      }
    }
    if (run.isNested()) {
      nestedEnded(call, answer(call, bytes));
    } else {
      ended(EndedCall.settled(call, answer(call, bytes)));
    }
  }

  /**
   * The call that this one comes from waits for its answer, so that cannot wait until both are
   * safe, which they are together. But only an owner may answer.
   *
   * @param answer null if it comes later
   */
  private void nestedEnded(IncomingCall call, byte @Nullable [] answer) {
    if (answer != null) {
      synchronized (cell) {
        CallerLine line = cell.callers.of(call);
        if (line != null) {
          line.answered(call, answer);
        }
      }
      committer.answerAhead(call, answer);
    }
    ended(EndedCall.nested(call, answer));
  }

  private byte[] answer(IncomingCall call, byte[] outcome) {
    return body.answer(call.request(), outcome).toBytes();
  }

  private void ended(EndedCall ended) {
    synchronized (cell) {
      if (cell.callers.of(ended.call()) != null) {
        cell.versions.add(ended);
        cell.schedule();
      }
    }
  }
}
