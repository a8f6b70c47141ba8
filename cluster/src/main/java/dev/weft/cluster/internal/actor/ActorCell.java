package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.replica.Session;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One actor on its owner: the calls that wait for it, at most one that runs, and those that have
 * run and whose answers are held back until what they did is safe.
 *
 * <pre>
 *   mailbox --run, one at a time--> ended --keep the state, commit--> committing --safe--> answered
 * </pre>
 *
 * <p>A lone call is committed at once; while a commit is on its way calls go on to run, and the
 * next commit has all of them. While frozen nothing begins, since another node is about to own the
 * actor. All fields are guarded by this but the body, which belongs to the one thread that runs.
 */
final class ActorCell {

  private static final int CALLS_IN_A_ROW = 64;
  private static final ActorAnswer LOST =
      ActorAnswer.unknown(
          "the future that its method had returned was lost when the actor moved to another member");

  private enum State {
    NEW,
    LIVE,
    DEAD
  }

  private final ActorHead head;
  private final ActorAddress address;
  private final JobId job;
  private final boolean isSequential;
  private final ActorBody body;
  private final Keeper keeper;
  private final WorkerPool pool;
  private final BiConsumer<ActorCell, Death> onDeath;

  @GuardedBy("this")
  private final Map<CallerKey, CallerLine> lines = new HashMap<>(4);

  /** Callers that are over, which the next commit tells. */
  @GuardedBy("this")
  private final Set<CallerKey> over = new HashSet<>(0);

  @GuardedBy("this")
  private final Mailbox mailbox;

  /** The calls that run beside each other, if the class allows that. */
  @GuardedBy("this")
  private final Map<IncomingCall, Run> runs = new HashMap<>(0);

  /**
   * Calls that run, or whose method returned a ref or a future that is not done; each with its run.
   */
  @GuardedBy("this")
  private final Map<IncomingCall, Object> parked = new HashMap<>(0);

  @GuardedBy("this")
  private List<Ended> ended = new ArrayList<>();

  @GuardedBy("this")
  private final List<Reply> creators = new ArrayList<>(1);

  @GuardedBy("this")
  private State state;

  @GuardedBy("this")
  private long version;

  /** How many commits are on their way. */
  @GuardedBy("this")
  private int committing;

  /** How many calls are to be committed one by one, since a commit of several has failed. */
  @GuardedBy("this")
  private int oneByOne;

  /** Whether one of its methods has asked for its end: nothing more begins. */
  @GuardedBy("this")
  private boolean isExiting;

  @GuardedBy("this")
  private boolean isFrozen;

  @GuardedBy("this")
  private boolean isScheduled;

  @GuardedBy("this")
  private @Nullable Thread runner;

  @GuardedBy("this")
  private long runningSince;

  @GuardedBy("this")
  private Death death = Death.of("");

  @GuardedBy("this")
  private ActorRequest.@Nullable Create creation;

  private ActorCell(
      ActorHead head,
      State state,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    this.head = head;
    this.address = head.address();
    this.job = head.job();
    this.state = state;
    this.isSequential = head.terms().traits().isSequential();
    this.mailbox = new Mailbox(head.terms().traits());
    this.body = body;
    this.keeper = keeper;
    this.pool = pool;
    this.onDeath = onDeath;
  }

  /**
   * An actor to be built.
   *
   * @param head of its first life, or of the one that begins
   * @param version that of the entry it replaces, 0 if there is none
   * @param onDeath is told once, with the reason, when it could not be built
   */
  static ActorCell create(
      ActorHead head,
      ActorRequest.Create creation,
      long version,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    ActorCell cell = new ActorCell(head, State.NEW, body, keeper, pool, onDeath);
    synchronized (cell) {
      cell.creation = creation;
      cell.version = version;
    }
    return cell;
  }

  /** An actor that was kept; it wakes when it is called. */
  static ActorCell kept(
      ActorHead head,
      Change entry,
      ActorBody body,
      Keeper keeper,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    ActorCell cell = new ActorCell(head, State.LIVE, body, keeper, pool, onDeath);
    synchronized (cell) {
      cell.runningSince = System.nanoTime();
      cell.version = entry.version();
      entry.sessions().forEach((key, session) -> cell.lines.put(key, new CallerLine(session)));
    }
    return cell;
  }

  ActorHead head() {
    return head;
  }

  ActorAddress address() {
    return address;
  }

  JobId job() {
    return job;
  }

  /** Answers once the actor is built and kept, or has failed to be. */
  void whenCreated(Reply reply) {
    synchronized (this) {
      if (state == State.NEW) {
        creators.add(reply);
        schedule();
        return;
      }
      if (state == State.DEAD) {
        reply.send(death.answer().toBytes());
        return;
      }
    }
    byte[] found = found();
    keeper.confirm(isOwner -> reply.send(isOwner ? found : ActorAnswer.again().toBytes()));
  }

  private byte[] found() {
    return ActorAnswer.found(address.incarnation(), address.type()).toBytes();
  }

  /** Takes a call. */
  synchronized void offer(IncomingCall call) {
    if (state == State.DEAD) {
      call.answer(death.answer());
      return;
    }
    for (long channel : call.request().finishedChannels()) {
      CallerKey key = new CallerKey(call.caller().node(), channel);
      if (lines.remove(key) != null) {
        over.add(key);
      }
    }
    CallerLine line = lines.computeIfAbsent(call.caller(), key -> new CallerLine());
    int most = head.terms().traits().maxPendingCalls();
    for (IncomingCall due : line.accept(call, LOST)) {
      if (most > 0 && mailbox.size() >= most) {
        refuse(line, due, ActorAnswer.overloaded(most + " calls wait for it, no more may."));
      } else {
        mailbox.add(due);
      }
    }
    schedule();
    long timeoutMillis = call.request().terms().timeoutMillis();
    if (timeoutMillis != 0) {
      keeper.after(Duration.ofMillis(timeoutMillis), () -> expire(call));
    }
  }

  /** The time of a call is over: if it has not begun, it is not to. */
  private void expire(IncomingCall call) {
    synchronized (this) {
      CallerLine line = lines.get(call.caller());
      if (line == null || !line.isOpen(call)) {
        return;
      }
      if (mailbox.remove(call)) {
        refuse(line, call, ActorAnswer.timedOut());
        schedule();
        return;
      }
    }
    call.answer(ActorAnswer.unknown("its time was over while it ran"));
  }

  /**
   * Ends a call that is not to run, at once. That is kept with what comes next, so that it does not
   * run elsewhere if it comes once more.
   */
  @GuardedBy("this")
  private void refuse(CallerLine line, IncomingCall call, ActorAnswer answer) {
    byte[] bytes = answer.toBytes();
    line.ran(call.sequence());
    line.answered(call, bytes);
    call.answer(bytes);
    ended.add(new Ended(call, bytes, false, true));
  }

  /** Ends the actor: interrupts what runs, fails what waits. Returns the version of its end. */
  long kill(Death why) {
    List<IncomingCall> waiting;
    long last;
    synchronized (this) {
      if (state == State.DEAD) {
        return version;
      }
      waiting = end(why);
      last = ++version;
      creators.forEach(reply -> reply.send(why.answer().toBytes()));
      creators.clear();
      interrupt();
    }
    waiting.forEach(call -> call.answer(why.answer()));
    return last;
  }

  @GuardedBy("this")
  private void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
    for (Run run : runs.values()) {
      Thread thread = run.thread;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /**
   * Ends this life, as {@link #kill} does, and begins the next: the calls that are here end with
   * it, and their callers' lines go on.
   *
   * @param next a cell to be built, which nobody else knows yet
   */
  void restartAs(ActorCell next) {
    synchronized (this) {
      synchronized (next) {
        byte[] answer = ActorAnswer.restarted("the actor was killed, and has begun anew").toBytes();
        next.lines.putAll(lines);
        next.over.addAll(over);
        for (CallerLine line : lines.values()) {
          for (IncomingCall call : line.taken()) {
            line.ran(call.sequence());
            next.ended.add(new Ended(call, answer, false, false));
          }
        }
        next.version = version;
        next.creators.addAll(creators);
        creators.clear();
        lines.clear();
        end(Death.of("it has begun anew"));
        interrupt();
      }
    }
  }

  /** The version of what comes next. */
  synchronized long nextVersion() {
    return ++version;
  }

  /** Another node owns the actor: what is not answered is to be asked for there. */
  void moved() {
    List<IncomingCall> waiting;
    List<Reply> waitingCreators;
    synchronized (this) {
      waiting = end(Death.of("it has moved"));
      waitingCreators = List.copyOf(creators);
      creators.clear();
    }
    byte[] again = ActorAnswer.again().toBytes();
    waiting.forEach(call -> call.answer(again));
    waitingCreators.forEach(reply -> reply.send(again));
  }

  @GuardedBy("this")
  private List<IncomingCall> end(Death why) {
    state = State.DEAD;
    death = why;
    List<IncomingCall> waiting = new ArrayList<>();
    lines.values().forEach(line -> waiting.addAll(line.unanswered()));
    lines.clear();
    mailbox.clear();
    parked.clear();
    ended.clear();
    return waiting;
  }

  /** A caller's process is gone: what it sent is of no use. */
  synchronized void callerLeft(NodeId caller) {
    lines.keySet().removeIf(key -> key.node().equals(caller));
    mailbox.forget(caller);
    parked.keySet().removeIf(call -> call.caller().node().equals(caller));
    ended.removeIf(call -> call.call().caller().node().equals(caller));
  }

  /** Nothing begins from now on; what has run is committed. */
  synchronized void freeze() {
    isFrozen = true;
    schedule();
  }

  /** Goes on after all. */
  synchronized void unfreeze() {
    isFrozen = false;
    schedule();
  }

  /** Whether this frozen actor has nothing to do, and nothing that is not committed. */
  synchronized boolean isIdle() {
    return state == State.DEAD
        || (runner == null && !isScheduled && runs.isEmpty() && ended.isEmpty());
  }

  /** Whether its constructor has not ended yet. */
  synchronized boolean isUnborn() {
    return state == State.NEW;
  }

  /** Whether futures are not done that calls have returned. */
  synchronized boolean hasParked() {
    return !parked.isEmpty();
  }

  /** Whether a call has run for so long. */
  synchronized boolean isRunningFor(long nanos) {
    long now = System.nanoTime();
    return (runner != null && now - runningSince > nanos)
        || runs.values().stream().anyMatch(run -> now - run.since > nanos);
  }

  /**
   * Whether it has had nothing to do for as long as its class says, and all it has is kept, so that
   * it can be made again when it is needed. What is not kept yet then is, for the next time.
   */
  boolean maySleep(long now) {
    Change tidied;
    synchronized (this) {
      long patience = head.terms().traits().sleepAfter().toNanos();
      if (patience == 0 || now - runningSince < patience || !isQuiet()) {
        return false;
      }
      if (over.isEmpty()) {
        return true;
      }
      committing++;
      tidied =
          new Change(
              address.id(),
              job.uuid(),
              version,
              ++version,
              null,
              null,
              false,
              Map.of(),
              List.copyOf(over));
      over.clear();
    }
    keeper.commit(tidied, isSafe -> committed(List.of(), isSafe));
    return false;
  }

  @GuardedBy("this")
  private boolean isQuiet() {
    boolean isBusy =
        state != State.LIVE
            || isScheduled
            || runner != null
            || !runs.isEmpty()
            || committing > 0
            || !mailbox.isEmpty()
            || !parked.isEmpty()
            || !ended.isEmpty();
    return !isBusy && lines.values().stream().allMatch(CallerLine::isQuiet);
  }

  // ---- running ------------------------------------------------------------------------------

  @GuardedBy("this")
  private void schedule() {
    if (!isScheduled && hasWork()) {
      isScheduled = true;
      pool.execute(this::run);
    }
  }

  @GuardedBy("this")
  private boolean hasWork() {
    return state != State.DEAD && (mayCommit() || mayBegin());
  }

  @GuardedBy("this")
  private boolean mayCommit() {
    return isCommitDue() && (runs.isEmpty() || (!isExiting && (areReads(ended) || !isChanging())));
  }

  @GuardedBy("this")
  private boolean isCommitDue() {
    return state == State.LIVE && !ended.isEmpty() && (committing == 0 || isFrozen || oneByOne > 0);
  }

  @GuardedBy("this")
  private boolean mayBegin() {
    return !isFrozen
        && !isExiting
        && (state == State.NEW
            ? creation != null
            : mayRunBeside() && mailbox.hasNext(mayChangeBeside()));
  }

  /** Whether a call may run beside those that do. */
  @GuardedBy("this")
  private boolean mayRunBeside() {
    return runs.isEmpty() || body.isAwake();
  }

  /**
   * Whether that may be one that changes the state. What there is to be kept is kept when nothing
   * runs that may change it, so then nothing of that kind begins.
   */
  @GuardedBy("this")
  private boolean mayChangeBeside() {
    if (runs.isEmpty()) {
      return true;
    }
    return oneByOne > 0 ? !isChanging() : !isCommitDue() || areReads(ended);
  }

  /** Whether a call runs that may change the state. */
  @GuardedBy("this")
  private boolean isChanging() {
    for (IncomingCall call : runs.keySet()) {
      if (!call.request().isReadOnly()) {
        return true;
      }
    }
    return false;
  }

  private static boolean areReads(List<Ended> batch) {
    for (Ended call : batch) {
      if (!call.isRead()) {
        return false;
      }
    }
    return true;
  }

  private void run() {
    try {
      for (int i = 0; i < CALLS_IN_A_ROW && step(); i++) {}
    } finally {
      synchronized (this) {
        isScheduled = false;
        schedule();
      }
    }
  }

  /** Does one piece of work; returns whether there was any. */
  private boolean step() {
    ActorRequest.Create construct = null;
    IncomingCall call = null;
    List<Ended> batch = null;
    synchronized (this) {
      if (!hasWork()) {
        return false;
      }
      if (mayCommit()) {
        batch = ended;
        ended = new ArrayList<>();
      } else if (state == State.NEW) {
        construct = creation;
        creation = null;
      } else {
        call = Objects.requireNonNull(mailbox.begin(mayChangeBeside()));
        if (!isSequential) {
          Run run = new Run(System.nanoTime());
          runs.put(call, run);
          IncomingCall begun = call;
          pool.execute(() -> runBeside(begun, run));
          return true;
        }
      }
      runner = Thread.currentThread();
      runningSince = System.nanoTime();
    }
    try {
      if (batch != null) {
        commit(batch);
      } else if (construct != null) {
        construct(construct);
      } else {
        run(Objects.requireNonNull(call));
      }
    } finally {
      synchronized (this) {
        runner = null;
        if (call != null) {
          mailbox.end(call);
        }
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
    return true;
  }

  /** Runs a call in a thread of its own. */
  private void runBeside(IncomingCall call, Run run) {
    try {
      synchronized (this) {
        run.thread = Thread.currentThread();
        if (state == State.DEAD) {
          return;
        }
      }
      run(call);
    } finally {
      synchronized (this) {
        run.thread = null;
        runs.remove(call);
        mailbox.end(call);
        schedule();
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the creator
  private void construct(ActorRequest.Create request) {
    byte[] kept;
    try {
      body.build(request);
      kept = body.keep(); // refuses now what could not be kept later
    } catch (Throwable e) {
      unborn(e);
      return;
    }
    Change change;
    List<Ended> batch;
    synchronized (this) {
      if (state == State.DEAD) {
        return; // killed meanwhile
      }
      state = State.LIVE;
      committing++;
      batch = ended;
      ended = new ArrayList<>();
      change = whole(head, kept, false, batch);
    }
    keeper.commit(change, isSafe -> born(batch, isSafe));
  }

  /** All of it, as the next version. */
  @GuardedBy("this")
  private Change whole(ActorHead now, byte[] kept, boolean isDead, List<Ended> batch) {
    Map<CallerKey, Map<Long, byte[]>> answers = answers(batch);
    Map<CallerKey, Session> sessions = new HashMap<>();
    lines.forEach(
        (key, line) -> sessions.put(key, line.whole(answers.getOrDefault(key, Map.of()))));
    over.clear();
    return new Change(
        address.id(),
        job.uuid(),
        Change.ANY,
        ++version,
        now.toBytes(),
        kept,
        isDead,
        sessions,
        List.of());
  }

  private void born(List<Ended> batch, boolean isSafe) {
    List<Reply> waiting;
    synchronized (this) {
      waiting = List.copyOf(creators);
      creators.clear();
    }
    committed(batch, isSafe);
    byte[] answer = isSafe ? found() : ActorAnswer.again().toBytes();
    waiting.forEach(reply -> reply.send(answer));
  }

  private void unborn(Throwable cause) {
    byte[] failure = body.encodeFailure(cause);
    Death reason = new Death("its constructor failed: " + cause, failure);
    List<Reply> waitingCreators;
    List<IncomingCall> waiting;
    synchronized (this) {
      if (state == State.DEAD) {
        return;
      }
      waiting = end(reason);
      waitingCreators = List.copyOf(creators);
      creators.clear();
    }
    byte[] answer = ActorAnswer.outcome(failure).toBytes();
    waitingCreators.forEach(reply -> reply.send(answer));
    waiting.forEach(call -> call.answer(reason.answer()));
    onDeath.accept(this, reason);
  }

  private void run(IncomingCall call) {
    Object thisRun = new Object();
    synchronized (this) {
      parked.put(call, thisRun);
    }
    byte[] outcome =
        body.run(call.request(), future -> pool.execute(() -> unpark(call, thisRun, future)));
    synchronized (this) {
      CallerLine line = lines.get(call.caller());
      if (line == null) {
        parked.remove(call);
        return; // nobody waits, or the actor is dead
      }
      if (parked.get(call) != thisRun) {
        return; // it was ended meanwhile
      }
      line.ran(call.sequence());
      if (outcome != ActorBody.LATER) {
        parked.remove(call);
      }
      isExiting = body.isExiting();
    }
    ended(call, outcome, true);
  }

  /** Ends a call whose method returned a ref or a future, which is done now. */
  private void unpark(IncomingCall call, Object run, Outcome outcome) {
    byte[] bytes = body.encode(outcome);
    synchronized (this) {
      if (!parked.remove(call, run)) {
        return; // the actor is dead, or nobody waits, or it runs again
      }
    }
    ended(call, bytes, false);
  }

  private void ended(IncomingCall call, byte[] outcome, boolean hasRun) {
    byte[] answer =
        outcome == ActorBody.LATER ? null : body.answer(call.request(), outcome).toBytes();
    synchronized (this) {
      if (lines.get(call.caller()) != null) {
        ended.add(new Ended(call, answer, hasRun, false));
        schedule();
      }
    }
  }

  // ---- committing ---------------------------------------------------------------------------

  private void commit(List<Ended> batch) {
    if (body.isExiting()) {
      exit(batch);
      return;
    }
    if (areReads(batch)) {
      synchronized (this) {
        committing++;
      }
      keeper.confirm(isOwner -> committed(batch, isOwner));
      return;
    }
    byte[] kept;
    byte @Nullable [] news;
    try {
      byte[] before = body.lastKept();
      kept = body.keep();
      news = kept == before ? null : kept;
    } catch (RuntimeException | Error e) {
      undo(batch, e);
      return;
    }
    Change change;
    synchronized (this) {
      if (state == State.DEAD) {
        return;
      }
      committing++;
      change =
          new Change(
              address.id(),
              job.uuid(),
              version,
              ++version,
              null,
              news,
              false,
              sessions(batch),
              List.copyOf(over));
      over.clear();
      oneByOne = Math.max(0, oneByOne - batch.size());
    }
    keeper.commit(change, isSafe -> committed(batch, isSafe));
  }

  /** The actor ends by itself: what has run is answered as ever, what has not fails. */
  private void exit(List<Ended> batch) {
    Death exited = Death.of("it has exited");
    List<IncomingCall> waiting = new ArrayList<>();
    Change change;
    synchronized (this) {
      if (state == State.DEAD) {
        return;
      }
      change = whole(head.died(exited.reason()), new byte[0], true, batch);
      waiting.addAll(end(exited));
    }
    Set<IncomingCall> answered = new HashSet<>();
    byte[] again = ActorAnswer.again().toBytes();
    keeper.commit(
        change,
        isSafe -> {
          for (Ended call : batch) {
            byte[] answer = call.answer();
            if (answer != null && !call.isAnswered()) {
              answered.add(call.call());
              call.call().answer(isSafe ? answer : again);
            }
          }
          waiting.removeAll(answered);
          waiting.forEach(call -> call.answer(isSafe ? exited.answer().toBytes() : again));
        });
    onDeath.accept(this, exited);
  }

  private static Map<CallerKey, Map<Long, byte[]>> answers(List<Ended> batch) {
    Map<CallerKey, Map<Long, byte[]>> answers = new HashMap<>();
    for (Ended call : batch) {
      Map<Long, byte[]> own = answers.computeIfAbsent(call.call().caller(), key -> new HashMap<>());
      byte[] answer = call.answer();
      if (answer != null && !call.isRead()) {
        own.put(call.call().sequence(), answer);
      }
    }
    return answers;
  }

  @GuardedBy("this")
  private Map<CallerKey, Session> sessions(List<Ended> batch) {
    Map<CallerKey, Map<Long, byte[]>> answers = answers(batch);
    Map<CallerKey, Session> sessions = new HashMap<>();
    answers.forEach(
        (key, own) -> {
          CallerLine line = lines.get(key);
          if (line != null) {
            sessions.put(key, line.session(own));
          }
        });
    return sessions;
  }

  private void committed(List<Ended> batch, boolean isSafe) {
    synchronized (this) {
      committing--;
      if (isSafe) {
        for (Ended call : batch) {
          CallerLine line = lines.get(call.call().caller());
          byte[] answer = call.answer();
          if (line != null && answer != null && !call.isAnswered()) {
            line.answered(call.call(), answer);
          }
        }
      }
      schedule();
    }
    if (isSafe) {
      for (Ended call : batch) {
        byte[] answer = call.answer();
        if (answer != null && !call.isAnswered()) {
          call.call().answer(answer);
        }
      }
    }
  }

  /**
   * The state cannot be kept after a batch: it is as it was before, and its calls run again, each
   * with a commit of its own; or, if there was only one, that is how it ends.
   */
  private void undo(List<Ended> batch, Throwable cause) {
    synchronized (this) {
      List<Ended> run = batch.stream().filter(Ended::hasRun).toList();
      for (Ended call : batch) {
        if (!call.hasRun()) {
          ended.add(call);
        }
      }
      if (run.size() == 1) {
        byte[] failure = ActorAnswer.outcome(body.encodeFailure(cause)).toBytes();
        ended.add(0, new Ended(run.get(0).call(), failure, false, false));
        return;
      }
      oneByOne = run.size();
      for (int i = run.size() - 1; i >= 0; i--) {
        IncomingCall call = run.get(i).call();
        CallerLine line = lines.get(call.caller());
        if (line != null) {
          parked.remove(call);
          line.undone(call.sequence());
          mailbox.addFirst(call);
        }
      }
    }
  }

  /** A call that runs beside others. Guarded by its cell. */
  private static final class Run {

    private final long since;
    private @Nullable Thread thread;

    Run(long since) {
      this.since = since;
    }
  }

  /**
   * A call that has run, or has got its answer later.
   *
   * @param answer null if it comes later
   * @param hasRun whether what it did is not committed yet
   * @param isAnswered whether its caller has the answer already
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ended(
      IncomingCall call, byte @Nullable [] answer, boolean hasRun, boolean isAnswered) {

    boolean isRead() {
      return call.request().isReadOnly();
    }
  }
}
