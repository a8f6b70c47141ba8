package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.spi.ActorAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * One actor on its owner: the calls that wait for it, those that run, one at a time if its class
 * does not say otherwise, and those that have run and whose answers are held back until what they
 * did is safe.
 *
 * <pre>
 *   Intake: Callers, Mailbox --CallRunner--> Runs, Versions --Committer--> safe, answered
 * </pre>
 *
 * <p>A lone call is committed at once; while a version is on its way calls go on to run, and the
 * next version has all of them. While frozen nothing begins, since another node is about to own the
 * actor. The parts are guarded by this; the body belongs to the one thread that runs.
 */
final class ActorCell {

  private final ActorHead head;
  private final Keeper keeper;
  private final Intake intake;
  private final CallRunner runner;

  @GuardedBy("this")
  final Life life;

  @GuardedBy("this")
  final Callers callers;

  @GuardedBy("this")
  final Mailbox mailbox;

  @GuardedBy("this")
  final Runs runs = new Runs();

  @GuardedBy("this")
  final Turn turn = new Turn();

  @GuardedBy("this")
  final Versions versions;

  @GuardedBy("this")
  final Agenda agenda;

  @GuardedBy("this")
  private boolean isScheduled;

  private ActorCell(
      ActorHead head,
      Life life,
      long version,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    this.head = head;
    this.keeper = keeper;
    this.life = life;
    this.callers = new Callers(isAfterLoss());
    this.mailbox = new Mailbox(head.terms().traits());
    this.versions = new Versions(head, version);
    this.agenda = new Agenda(isSequential(), life, mailbox, runs, versions, body);
    this.intake = new Intake(this, keeper);
    this.runner =
        new CallRunner(
            this,
            body,
            pool,
            new Birth(this, body, keeper, onDeath),
            new Committer(this, body, keeper, onDeath));
  }

  /**
   * An actor to be built.
   *
   * @param head of its first life, or of the one that begins
   * @param version that of the entry it replaces, 0 if there is none
   * @param onDeath is told once, with the reason, when it could not be built or has exited
   */
  static ActorCell create(
      ActorHead head,
      ActorRequest.Create creation,
      long version,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    return new ActorCell(head, Life.unborn(creation), version, body, keeper, pool, onDeath);
  }

  /** An actor that was kept; it wakes when it is called. */
  static ActorCell kept(
      ActorHead head,
      Change entry,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    ActorCell cell =
        new ActorCell(head, Life.alive(), entry.version(), body, keeper, pool, onDeath);
    synchronized (cell) {
      cell.callers.restore(entry);
    }
    return cell;
  }

  ActorHead head() {
    return head;
  }

  ActorAddress address() {
    return head.address();
  }

  boolean isSequential() {
    return head.terms().traits().isSequential();
  }

  /** Whether what its calls do is made safe before they are answered. */
  boolean isKept() {
    return head.isDurable() && keeper.isNeeded();
  }

  /** Whether calls may come that have run in a life of which nothing is known. */
  boolean isAfterLoss() {
    return !head.isDurable() && head.restarts() > 0;
  }

  boolean isReentrant() {
    return head.terms().traits().isReentrant();
  }

  JobId job() {
    return head.job();
  }

  // ---- what is asked of it ---------------------------------------------------------------------

  /**
   * Answers once the actor is built and kept, or has failed to be.
   *
   * @param request names what is answered, to tell that it has come once more
   */
  void whenCreated(UUID request, Reply reply) {
    synchronized (this) {
      if (life.isUnborn()) {
        life.addCreator(request, reply);
        schedule();
        return;
      }
      if (life.isDead()) {
        reply.send(life.death().answer().toBytes());
        return;
      }
    }
    byte[] found = found();
    keeper.confirm(isOwner -> reply.send(isOwner ? found : ActorAnswer.again().toBytes()));
  }

  /** The answer to those who ask for it. */
  byte[] found() {
    return ActorAnswer.found(address().incarnation(), address().type()).toBytes();
  }

  /** Takes a call. */
  void offer(IncomingCall call) {
    intake.take(call);
  }

  /** A call that has not begun would wait for its own caller: it is not to run. */
  void refuseCycle(IncomingCall call, List<String> callsBefore) {
    intake.refuseCycle(call, callsBefore);
  }

  /** What runs, and has waited for the same since this was asked last. */
  synchronized List<Blockade.Blocker> stuck() {
    if (!runs.areThere()) {
      return List.of();
    }
    return runs.all().stream()
        .filter(Run::isStuck)
        .map(run -> Blockade.Blocker.of(this, run))
        .toList();
  }

  /** A caller's process is gone: what it sent is of no use. */
  synchronized void callerLeft(NodeId caller) {
    callers.forget(caller);
    mailbox.forget(caller);
    runs.forget(caller);
    versions.forget(caller);
  }

  // ---- its end ---------------------------------------------------------------------------------

  /** Ends the actor: interrupts what runs, fails what waits. Returns the version of its end. */
  long kill(Death why) {
    byte[] answer = why.answer().toBytes();
    List<IncomingCall> waiting;
    List<Reply> creators;
    long last;
    synchronized (this) {
      if (life.isDead()) {
        return versions.last();
      }
      waiting = end(why);
      last = versions.next();
      creators = life.takeCreators();
      runs.interrupt();
    }
    creators.forEach(reply -> reply.send(answer));
    waiting.forEach(call -> call.answer(answer));
    return last;
  }

  /**
   * Ends this life, as {@link #kill} does, and begins the next: the calls that are here end with
   * it, and their callers' lines go on.
   *
   * @param next a cell to be built, which nobody else knows yet
   */
  void restartAs(ActorCell next) {
    byte[] answer = ActorAnswer.restarted("the actor was killed, and has begun anew").toBytes();
    synchronized (this) {
      synchronized (next) {
        for (IncomingCall call : callers.moveTo(next.callers)) {
          next.versions.add(EndedCall.settled(call, answer));
        }
        next.versions.follow(versions.last());
        life.moveCreatorsTo(next.life);
        end(Death.of("it has begun anew"));
        runs.interrupt();
      }
    }
  }

  /** The version of what comes next. */
  synchronized long nextVersion() {
    return versions.next();
  }

  /** Another node owns the actor: what is not answered is to be asked for there. */
  void moved() {
    List<IncomingCall> waiting;
    List<Reply> creators;
    synchronized (this) {
      waiting = end(Death.of("it has moved"));
      creators = life.takeCreators();
    }
    byte[] again = ActorAnswer.moved().toBytes();
    waiting.forEach(call -> call.answer(again));
    creators.forEach(reply -> reply.send(again));
  }

  /** Is dead from now on; returns the calls that have no answer. */
  @GuardedBy("this")
  List<IncomingCall> end(Death why) {
    life.end(why);
    notifyAll(); // those who wait for their turn
    mailbox.clear();
    runs.closeAll();
    versions.clear();
    return callers.clear();
  }

  // ---- moving and sleeping ---------------------------------------------------------------------

  /** Nothing begins from now on; what has run is committed. */
  synchronized void freeze() {
    life.setFrozen(true);
    schedule();
  }

  /** Goes on after all. */
  synchronized void unfreeze() {
    life.setFrozen(false);
    schedule();
  }

  /** Whether this frozen actor has nothing to do, and nothing that is not committed. */
  synchronized boolean isIdle() {
    return life.isDead() || (!isScheduled && agenda.isAtRest() && !agenda.mayCatchUp());
  }

  /** Whether its constructor has not ended yet. */
  synchronized boolean isUnborn() {
    return life.isUnborn();
  }

  /** Whether futures are not done that calls have returned. */
  synchronized boolean hasParked() {
    return runs.hasOpen();
  }

  /** Whether a call has run for so long. */
  synchronized boolean isRunningFor(long nanos) {
    return runs.isRunningFor(nanos);
  }

  /**
   * Whether it has had nothing to do for as long as its class says, and all it has is kept, so that
   * it can be made again when it is needed. What is not kept yet then is, for the next time.
   */
  boolean maySleep(long now) {
    Change tidied;
    synchronized (this) {
      long patience = head.terms().traits().sleepAfter().toNanos();
      boolean isTired = patience != 0 && runs.idleFor(now) >= patience;
      if (!isTired || isScheduled || !agenda.isEmpty() || !callers.areQuiet()) {
        return false;
      }
      if (versions.isUnkept()) {
        life.setTired(true);
        schedule();
        return false;
      }
      if (!callers.hasOver()) {
        return true;
      }
      tidied = versions.change(null, Map.of(), callers.takeOver());
      versions.sent();
    }
    keeper.commit(tidied, isSafe -> committed(Batch.NONE, isSafe));
    return false;
  }

  // ---- its parts -------------------------------------------------------------------------------

  /** Has a worker come, if there is something to do, and lets those in that need none. */
  @GuardedBy("this")
  void schedule() {
    runner.letIn();
    if (!isScheduled && agenda.hasWork()) {
      isScheduled = true;
      boolean isTaken = false;
      try {
        keeper.run(runner);
        isTaken = true;
      } finally {
        isScheduled = isTaken; // else no worker comes, now or later
      }
    }
  }

  /** The worker goes. */
  synchronized void workerLeaves() {
    isScheduled = false;
    schedule();
  }

  /** A batch is safe, and is answered; or another node owns the actor, who will be asked. */
  void committed(Batch batch, boolean isSafe) {
    synchronized (this) {
      versions.arrived();
      if (isSafe) {
        callers.answered(batch);
      }
      schedule();
    }
    if (isSafe) {
      batch.answer();
    }
  }
}
