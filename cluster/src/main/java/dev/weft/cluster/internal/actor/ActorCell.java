package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.bridge.Actor;
import dev.weft.bridge.Construction;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import dev.weft.bridge.RunningActor;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One actor on its owner: the instance, the calls that wait for it, and at most one that runs.
 *
 * <pre>
 *   NEW --constructor--> LIVE --killed, job ended--> DEAD
 *                          ^
 *   ASLEEP --first call----+        (ASLEEP: state as bytes, arrived with its partition)
 * </pre>
 *
 * <p>While frozen nothing begins: its partition is about to move. All fields but {@code instance}
 * are guarded by this; {@code instance} belongs to the one thread that runs a call.
 */
final class ActorCell {

  private static final int CALLS_IN_A_ROW = 64;

  /** Stands for the outcome of a parked call, which is not known; no encoded one is empty. */
  private static final byte[] UNKNOWN = {};

  private enum State {
    NEW,
    ASLEEP,
    LIVE,
    DEAD
  }

  private final ActorAddress address;
  private final JobId jobId;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final BiConsumer<ActorCell, Death> onDeath;

  @GuardedBy("this")
  private final Map<CallerLine.Key, CallerLine> lines = new HashMap<>();

  @GuardedBy("this")
  private final Deque<IncomingCall> mailbox = new ArrayDeque<>();

  /** Calls whose method returned a ref or a future that is not done. */
  @GuardedBy("this")
  private final Set<IncomingCall> parked = Collections.newSetFromMap(new IdentityHashMap<>());

  @GuardedBy("this")
  private final List<Reply> creators = new ArrayList<>();

  @GuardedBy("this")
  private State state;

  @GuardedBy("this")
  private boolean isFrozen;

  @GuardedBy("this")
  private boolean isScheduled;

  @GuardedBy("this")
  private @Nullable Thread runner;

  @GuardedBy("this")
  private Death death = Death.of("");

  @GuardedBy("this")
  private ActorRequest.@Nullable Create creation;

  @GuardedBy("this")
  private byte @Nullable [] sleepingState;

  private @Nullable Actor instance;

  private ActorCell(
      ActorAddress address,
      JobId jobId,
      State state,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    this.address = address;
    this.jobId = jobId;
    this.jobs = jobs;
    this.state = state;
    this.objects = objects;
    this.pool = pool;
    this.onDeath = onDeath;
  }

  /**
   * An actor to be built.
   *
   * @param onDeath is told once, with the reason, when it has died by itself
   */
  static ActorCell create(
      ActorRequest.Create creation,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    ActorCell cell =
        new ActorCell(creation.address(), creation.job(), State.NEW, jobs, objects, pool, onDeath);
    synchronized (cell) {
      cell.creation = creation;
    }
    return cell;
  }

  /** An actor that came with its partition; it wakes, or is built, when it is needed. */
  static ActorCell arrived(
      ActorSnapshot snapshot,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      BiConsumer<ActorCell, Death> onDeath) {
    ActorCell cell =
        new ActorCell(
            snapshot.address(),
            snapshot.job(),
            snapshot.creation() == null ? State.ASLEEP : State.NEW,
            jobs,
            objects,
            pool,
            onDeath);
    synchronized (cell) {
      cell.creation = snapshot.creation();
      cell.sleepingState = snapshot.state();
      snapshot.lines().forEach((key, state) -> cell.lines.put(key, new CallerLine(state)));
    }
    return cell;
  }

  ActorAddress address() {
    return address;
  }

  JobId job() {
    return jobId;
  }

  /** Answers once the actor is built or has failed to be. */
  synchronized void whenCreated(Reply reply) {
    if (state == State.NEW) {
      creators.add(reply);
      schedule();
    } else if (state == State.DEAD) {
      reply.send(death.answer().toBytes());
    } else {
      reply.send(ActorAnswer.found(address.incarnation(), address.type()).toBytes());
    }
  }

  /** Takes a call. */
  synchronized void offer(IncomingCall call) {
    if (state == State.DEAD) {
      call.answer(death.answer());
      return;
    }
    for (long channel : call.request().finishedChannels()) {
      lines.remove(new CallerLine.Key(call.line().caller(), channel));
    }
    CallerLine line = lines.computeIfAbsent(call.line(), key -> new CallerLine());
    mailbox.addAll(line.accept(call));
    schedule();
  }

  /** Ends the actor: interrupts what runs, fails what waits. */
  void kill(Death why) {
    List<IncomingCall> waiting;
    synchronized (this) {
      if (state == State.DEAD) {
        return;
      }
      state = State.DEAD;
      death = why;
      waiting = takeWaiting();
      creators.forEach(reply -> reply.send(why.answer().toBytes()));
      creators.clear();
      if (runner != null) {
        runner.interrupt();
      }
    }
    waiting.forEach(call -> call.answer(why.answer()));
  }

  /** A caller's process is gone: what it sent is of no use. */
  synchronized void callerLeft(NodeId caller) {
    lines.keySet().removeIf(key -> key.caller().equals(caller));
    mailbox.removeIf(call -> call.line().caller().equals(caller));
    parked.removeIf(call -> call.line().caller().equals(caller));
  }

  /** Nothing begins from now on. */
  synchronized void freeze() {
    isFrozen = true;
  }

  /** Goes on after all. */
  synchronized void unfreeze() {
    isFrozen = false;
    schedule();
  }

  /** Waits until nothing runs; returns whether that came in time. */
  synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (runner != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * Waits for what calls of this frozen and idle actor returned that is not done, and fails those
   * that take longer: a future does not move, and nothing here could complete it afterwards.
   */
  void settleParked(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    List<IncomingCall> late;
    synchronized (this) {
      long left = TimeUnit.NANOSECONDS.toMillis(nanos);
      while (!parked.isEmpty() && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
      late = List.copyOf(parked);
    }
    for (IncomingCall call : late) {
      unpark(
          call,
          Outcome.failed(
              new OutcomeUnknownException(
                  "The actor "
                      + address
                      + " moved to another member before the future was done that its method "
                      + call.request().name()
                      + " had returned.")));
    }
  }

  /** What moves of this frozen and idle actor; null if it is dead. */
  synchronized @Nullable ActorSnapshot snapshot() {
    if (state == State.DEAD) {
      return null;
    }
    if (state == State.NEW) {
      return new ActorSnapshot(address, jobId, creation, new byte[0], lineStates());
    }
    byte[] bytes =
        state == State.ASLEEP
            ? Objects.requireNonNull(sleepingState)
            : jobs.of(jobId).encodeState(Objects.requireNonNull(instance));
    return new ActorSnapshot(address, jobId, null, bytes, lineStates());
  }

  /** What waits in the mailbox is delivered again at the new owner, so it counts as not taken. */
  @GuardedBy("this")
  private Map<CallerLine.Key, CallerLine.State> lineStates() {
    Map<CallerLine.Key, Long> firstUnrun = new HashMap<>();
    for (IncomingCall call : mailbox) {
      firstUnrun.merge(call.line(), call.request().sequence(), Math::min);
    }
    Map<CallerLine.Key, CallerLine.State> states = new HashMap<>();
    lines.forEach(
        (key, line) -> states.put(key, line.state(firstUnrun.getOrDefault(key, Long.MAX_VALUE))));
    return states;
  }

  /** The actor lives elsewhere now: what waits is delivered again, there. */
  void moved() {
    List<IncomingCall> waiting;
    List<Reply> waitingCreators;
    synchronized (this) {
      state = State.DEAD;
      death = Death.of("it has moved");
      waiting = takeWaiting();
      waitingCreators = List.copyOf(creators);
      creators.clear();
    }
    waiting.forEach(call -> call.reply().retry());
    waitingCreators.forEach(Reply::retry);
  }

  @GuardedBy("this")
  private List<IncomingCall> takeWaiting() {
    List<IncomingCall> waiting = new ArrayList<>(parked);
    parked.clear();
    waiting.addAll(mailbox);
    mailbox.clear();
    lines.values().forEach(line -> waiting.addAll(line.early()));
    lines.clear();
    return waiting;
  }

  @GuardedBy("this")
  private void schedule() {
    if (!isScheduled && !isFrozen && hasWork()) {
      isScheduled = true;
      pool.execute(this::run);
    }
  }

  @GuardedBy("this")
  private boolean hasWork() {
    return state != State.DEAD && (!mailbox.isEmpty() || !creators.isEmpty());
  }

  private void run() {
    try {
      for (int i = 0; i < CALLS_IN_A_ROW && runNext(); i++) {}
    } finally {
      synchronized (this) {
        isScheduled = false;
        schedule();
      }
    }
  }

  /** Does one piece of work; returns whether there was any. */
  private boolean runNext() {
    ActorRequest.Create construct;
    IncomingCall call;
    synchronized (this) {
      if (isFrozen || !hasWork()) {
        return false;
      }
      construct = state == State.NEW ? creation : null;
      call = construct == null ? mailbox.remove() : null;
      runner = Thread.currentThread();
    }
    try {
      if (construct != null) {
        construct(construct);
      } else {
        run(Objects.requireNonNull(call));
      }
    } finally {
      synchronized (this) {
        runner = null;
        notifyAll();
      }
      Thread.interrupted(); // an interrupt meant for this actor must not reach another
    }
    return true;
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the creator
  private void construct(ActorRequest.Create request) {
    Job job = jobs.own(); // to say that the actor's own has ended
    try {
      job = jobs.of(jobId);
      Actor built =
          new RunningCall(job, request.constructor().toString(), 1).around(() -> build(request));
      job.encodeState(built); // refuses now what could not move later
      instance = built;
      built(ActorAnswer.found(address.incarnation(), address.type()), State.LIVE, null);
    } catch (Throwable e) {
      byte[] failure = job.encodeFailure(e);
      Death unborn = new Death("its constructor failed: " + e, failure);
      if (built(ActorAnswer.outcome(failure), State.DEAD, unborn)) {
        onDeath.accept(this, unborn);
      }
    }
  }

  private Actor build(ActorRequest.Create request) throws Throwable {
    Job job = jobs.of(jobId);
    @Nullable Object[] args = job.decodeArguments(request.args());
    return Construction.run(job.resolve(request.constructor()), address, args);
  }

  /** Answers those who wait for the birth; returns false if the actor was killed meanwhile. */
  private boolean built(ActorAnswer answer, State next, @Nullable Death unborn) {
    List<Reply> waitingCreators;
    List<IncomingCall> lost = List.of();
    boolean inTime;
    synchronized (this) {
      inTime = state == State.NEW;
      if (inTime) {
        state = next;
        if (unborn != null) {
          death = unborn;
          lost = takeWaiting();
        }
      }
      creation = null;
      waitingCreators = List.copyOf(creators);
      creators.clear();
    }
    waitingCreators.forEach(reply -> reply.send(answer.toBytes()));
    if (unborn != null) {
      lost.forEach(call -> call.answer(unborn.answer()));
    }
    return inTime;
  }

  private void run(IncomingCall call) {
    byte[] outcome;
    try {
      Actor awake = awake();
      outcome = outcome(awake, call);
    } catch (CannotWakeException e) {
      kill(e.death());
      onDeath.accept(this, e.death());
      call.answer(e.death().answer());
      return;
    }
    if (outcome != UNKNOWN) {
      finish(call, outcome);
    }
  }

  private void finish(IncomingCall call, byte[] outcome) {
    byte[] answer = answer(call.request(), outcome).toBytes();
    synchronized (this) {
      if (state == State.DEAD) {
        answer = death.answer().toBytes(); // rather than what the interrupt made of it
      }
      CallerLine line = lines.get(call.line());
      if (line != null) {
        line.answered(call.request().sequence(), answer);
      }
    }
    call.reply().send(answer);
  }

  /** Ends a call whose method returned a ref or a future, which is done now. */
  private void unpark(IncomingCall call, Outcome outcome) {
    synchronized (this) {
      if (!parked.contains(call)) {
        return; // answered when the actor died, or nobody waits
      }
    }
    byte[] bytes = encode(outcome);
    synchronized (this) {
      if (!parked.remove(call)) {
        return;
      }
    }
    finish(call, bytes);
    synchronized (this) {
      notifyAll();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a value that cannot travel is the caller's failure
  private byte[] encode(Outcome outcome) {
    Job job = jobs.own();
    try {
      job = jobs.of(jobId);
      return job.encodeOutcome(outcome);
    } catch (Throwable e) {
      return job.encodeFailure(e);
    }
  }

  /** How a call ended; {@link #UNKNOWN} if it is parked, for what its method returned. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the caller
  private byte[] outcome(Actor receiver, IncomingCall call) {
    ActorRequest.Call request = call.request();
    Job job = jobs.own(); // to say that the actor's own has ended
    try {
      job = jobs.of(jobId);
      job.ran(request.name());
      return new RunningCall(job, request.name(), 1).around(() -> invoke(receiver, call));
    } catch (Throwable e) {
      return job.encodeFailure(e);
    }
  }

  private byte[] invoke(Actor receiver, IncomingCall call) throws Throwable {
    ActorRequest.Call request = call.request();
    Job job = jobs.of(jobId);
    @Nullable Object[] given = job.decodeArguments(request.args());
    @Nullable Object[] args = new @Nullable Object[given.length + 1];
    args[0] = receiver;
    System.arraycopy(given, 0, args, 1, given.length);
    for (Input input : request.inputs()) {
      args[input.position() + 1] = input.outcome(job, objects).valueOrThrow();
    }
    RemoteMethod method = job.resolve(request.method());
    Object value = RunningActor.invoke(method, args);
    if (!method.returnsFuture()) {
      return job.encode(value);
    }
    synchronized (this) {
      if (state == State.DEAD) {
        return job.encode(null); // it gets to know of the death
      }
      parked.add(call);
    }
    Flattened.whenKnown(method, value, outcome -> pool.execute(() -> unpark(call, outcome)));
    return UNKNOWN;
  }

  private ActorAnswer answer(ActorRequest.Call request, byte[] outcome) {
    if (outcome.length <= ObjectTable.INLINE_BYTES) {
      return ActorAnswer.outcome(outcome);
    }
    Job job = jobs.own();
    try {
      job = jobs.of(jobId);
      objects.store(job, request.result(), outcome);
      return ActorAnswer.stored();
    } catch (RuntimeException e) {
      return ActorAnswer.outcome(job.encodeFailure(e));
    }
  }

  /** The instance, built from its state if it arrived with its partition and has not run yet. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: @Restored may throw anything
  private Actor awake() throws CannotWakeException {
    byte[] bytes;
    synchronized (this) {
      bytes = state == State.ASLEEP ? sleepingState : null;
    }
    if (bytes != null) {
      try {
        Job job = jobs.of(jobId);
        instance =
            new RunningCall(job, address.type() + " waking", 1)
                .around(
                    () -> {
                      Actor restored = (Actor) job.decodeState(bytes);
                      restored.$weft$self(address);
                      RemoteTable.of(restored.getClass()).runRestored(restored);
                      return restored;
                    });
      } catch (Throwable e) {
        throw new CannotWakeException("its state could not be restored after a move: " + e);
      }
      synchronized (this) {
        sleepingState = null;
        if (state == State.ASLEEP) {
          state = State.LIVE;
        }
      }
    }
    return Objects.requireNonNull(instance);
  }

  /** The actor's state arrived but makes no instance. */
  private static final class CannotWakeException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotWakeException(String reason) {
      super(reason);
    }

    Death death() {
      return Death.of(Objects.requireNonNull(getMessage()));
    }
  }
}
