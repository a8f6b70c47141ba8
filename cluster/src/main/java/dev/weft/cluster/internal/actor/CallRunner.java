package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.spi.Outcome;
import java.util.Objects;

/**
 * What a worker does for an actor: it builds it, runs its calls, and has what they did made safe,
 * one after the other. Calls that may run beside each other get a thread each.
 */
final class CallRunner implements Runnable {

  /** After so many pieces of work it is another actor's turn. */
  private static final int TURNS = 64;

  private final ActorCell cell;
  private final boolean isSequential;
  private final ActorBody body;
  private final WorkerPool pool;
  private final Birth birth;
  private final Committer committer;

  CallRunner(ActorCell cell, ActorBody body, WorkerPool pool, Birth birth, Committer committer) {
    this.cell = cell;
    this.isSequential = cell.head().terms().traits().isSequential();
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
    synchronized (cell) {
      if (!cell.agenda.hasWork()) {
        return false;
      }
      if (cell.agenda.mayCommit()) {
        batch = cell.versions.take();
      } else if (cell.life.isUnborn()) {
        creation = cell.life.takeCreation();
      } else {
        call = Objects.requireNonNull(cell.mailbox.begin(cell.agenda.mayChange()));
        if (!isSequential) {
          beginBeside(call);
          return true;
        }
      }
      cell.runs.begin();
    }
    try {
      if (batch != null) {
        committer.commit(batch);
      } else if (creation != null) {
        birth.construct(creation);
      } else {
        run(Objects.requireNonNull(call));
      }
    } finally {
      synchronized (cell) {
        cell.runs.end();
        if (call != null) {
          cell.mailbox.end(call);
        }
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
    return true;
  }

  @GuardedBy("cell")
  private void beginBeside(IncomingCall call) {
    Runs.Beside run = cell.runs.beginBeside(call);
    pool.execute(() -> runBeside(call, run));
  }

  /** Runs a call in a thread of its own. */
  private void runBeside(IncomingCall call, Runs.Beside run) {
    try {
      synchronized (cell) {
        run.begin();
        if (cell.life.isDead()) {
          return;
        }
      }
      run(call);
    } finally {
      synchronized (cell) {
        cell.runs.endBeside(call);
        cell.mailbox.end(call);
        cell.schedule();
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
  }

  private void run(IncomingCall call) {
    Object thisRun;
    synchronized (cell) {
      thisRun = cell.runs.open(call);
    }
    byte[] outcome =
        body.run(call.request(), future -> pool.execute(() -> settle(call, thisRun, future)));
    synchronized (cell) {
      CallerLine line = cell.callers.of(call);
      if (line == null) {
        cell.runs.close(call);
        return; // nobody waits, or the actor is dead
      }
      if (!cell.runs.isOpen(call, thisRun)) {
        return; // it was ended meanwhile
      }
      line.ran(call.sequence());
      if (outcome != ActorBody.LATER) {
        cell.runs.close(call);
      }
      cell.life.setExiting(body.isExiting());
    }
    ended(EndedCall.ran(call, outcome == ActorBody.LATER ? null : answer(call, outcome)));
  }

  /** Ends a call whose method returned a ref or a future, which is done now. */
  private void settle(IncomingCall call, Object run, Outcome outcome) {
    byte[] bytes = body.encode(outcome);
    synchronized (cell) {
      if (!cell.runs.close(call, run)) {
        return; // the actor is dead, or nobody waits, or it runs again
      }
    }
    ended(EndedCall.settled(call, answer(call, bytes)));
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
