package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.Work;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.error.TaskFailedException;
import dev.weft.error.WeftException;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ObjectId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a task on this node: queued, then running in a thread, then done or cancelled.
 *
 * <p>A task whose body returned a ref or a future that is not done is <em>parked</em>: it has no
 * thread, and ends as that does.
 */
abstract class RunningTask implements Work {

  private static final Logger log = LoggerFactory.getLogger(RunningTask.class);
  private static final int FRAMES_SHOWN = 8;

  private enum State {
    QUEUED,
    RUNNING,
    PARKED,
    DONE,
    CANCELLED
  }

  private volatile State state = State.QUEUED; // written under this

  @GuardedBy("this")
  private @Nullable Thread thread;

  @GuardedBy("this")
  private @Nullable RunningCall call;

  @GuardedBy("this")
  private @Nullable Parked parked;

  /** Its result is of no use, though it has run: guarded by this, as is the next. */
  private boolean isUnwanted;

  private boolean isTold;

  private volatile boolean returnedFuture;

  /** What names it. */
  abstract ObjectId id();

  abstract JobId jobId();

  /** Among the tasks of its job, the highest first. */
  abstract int priority();

  abstract String name();

  abstract int attempt();

  /** How many tasks called one another to come to this one. */
  abstract int depth();

  /** Its job; fails if that is over. */
  abstract Job job();

  /** The method to run. */
  abstract RemoteMethod method(Job job);

  /** The arguments for this run, the receiver first. */
  abstract @Nullable Object[] arguments(Job job) throws Throwable;

  /** How it ended with that value; fails if the value cannot travel. */
  abstract Ending succeeded(Job job, @Nullable Object value);

  /** Tells its submitter how it ended; a large value is in the grid. */
  abstract void deliver(Ending ending);

  abstract Envelopes envelopes();

  /** It was cancelled while it ran: so is what it called. */
  abstract void cancelCalledBy(RunningCall caller);

  /** It is over, in whatever way, and that was told if somebody wants to know. */
  void forgotten() {}

  /** It is over, and nobody wants to know how it ended. */
  void dropped() {}

  /** It will never run: what it would have run with may go. */
  void release() {}

  /** Where it runs. */
  abstract WorkerPool pool();

  @Override
  public abstract Claim claim();

  @Override
  public final boolean keepsResources() {
    return returnedFuture;
  }

  @Override
  public final boolean isTaken() {
    return state != State.QUEUED;
  }

  /** How it ends if its thread is inside {@code System.exit}; empty if it is not. */
  final Optional<Ending> exitAttempt(String member) {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    boolean exits =
        running != null
            && Arrays.stream(running.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    if (!exits) {
      return Optional.empty();
    }
    WeftException failure =
        new TaskFailedException(
            "Task "
                + name()
                + " called System.exit, which ended the member "
                + member
                + " it ran on. It is not run again.");
    return Optional.of(envelopes().failure(null, failure));
  }

  /** Makes a queued task never run, interrupts a running one, and lets a parked one go on. */
  final void cancel() {
    cancel(false);
  }

  /**
   * @param force whether one that runs is to lose its slot, whatever becomes of it; also after it
   *     was cancelled without
   */
  final void cancel(boolean force) {
    Parked waiting;
    RunningCall caller;
    boolean wasQueued;
    synchronized (this) {
      caller = call;
      wasQueued = state == State.QUEUED;
      Thread running = thread;
      if (running != null && (state == State.RUNNING || force)) {
        interrupt(running, force);
      }
      if (state != State.DONE) {
        state = State.CANCELLED;
      }
      waiting = parked;
    }
    if (wasQueued) {
      overUnrun();
    }
    if (caller != null) {
      cancelCalledBy(caller);
    }
    if (waiting != null) {
      waiting.result().complete(Outcome.of(null)); // nobody will see it
    }
  }

  /** Makes a queued task never run, and leaves one that runs alone; returns which it was. */
  final boolean withdraw() {
    synchronized (this) {
      if (state != State.QUEUED) {
        return false;
      }
      state = State.CANCELLED;
    }
    overUnrun();
    return true;
  }

  private void overUnrun() {
    release();
    forgotten();
    dropped();
    pool().taken();
  }

  /** Its result is of no use; returns whether that is in time for it to be dropped here. */
  final synchronized boolean isNotWanted() {
    isUnwanted = true;
    return !isTold;
  }

  /** Whether its result is wanted, now that it is about to be told. */
  private synchronized boolean isWanted() {
    isTold = true;
    return !isUnwanted;
  }

  /** Ends a queued task with a failure, without running it. */
  final void refuse(Throwable failure) {
    if (begin() && finish()) {
      over(envelopes().failure(null, failure), true);
    }
  }

  /** Makes a queued task never run here; returns whether it was one. */
  final boolean giveBack() {
    synchronized (this) {
      if (state != State.QUEUED) {
        return false;
      }
      state = State.CANCELLED;
    }
    release();
    return true;
  }

  @SuppressWarnings("ThreadPriorityCheck") // not relied upon: it only is polite to the others
  private void interrupt(Thread running, boolean force) {
    running.interrupt();
    if (force) {
      pool().abandon(running);
      running.setPriority(Thread.MIN_PRIORITY);
      log.warn(
          "Task {} was cancelled by force and loses its slot. Until it ends, its thread is at {}",
          name(),
          Arrays.stream(running.getStackTrace())
              .filter(frame -> !frame.getClassName().matches("(java|jdk|dev\\.weft)\\..*"))
              .limit(FRAMES_SHOWN)
              .toList());
    }
  }

  /** Runs it in this thread, unless somebody else has or it was cancelled. */
  @Override
  public final void run() {
    if (!begin()) {
      return;
    }
    Optional<Ending> ending = body();
    boolean isWanted = ending.isPresent() && finish();
    if (ending.isEmpty()) {
      park();
    }
    Thread.interrupted(); // an interrupt meant for this task must not reach the next one
    ending.ifPresent(known -> over(known, isWanted));
  }

  private void over(Ending ending, boolean isWanted) {
    try {
      if (isWanted) {
        tell(ending);
      } else {
        dropped();
      }
    } finally {
      forgotten();
    }
  }

  private void tell(Ending ending) {
    Ending settled = envelopes().settle(this, ending);
    if (isWanted()) {
      deliver(settled);
      return;
    }
    dropped();
    if (settled.isStored()) {
      envelopes().drop(this);
    }
  }

  /** Ends a parked task in this thread. */
  private void resume() {
    Parked waited;
    synchronized (this) {
      waited = Objects.requireNonNull(parked);
      parked = null;
    }
    pool().release(claim());
    if (finish()) {
      over(end(waited), true);
      return;
    }
    if (waited.value() instanceof Future<?> future) {
      future.cancel(true);
    }
    forgotten();
    dropped();
  }

  /** Gives up the thread until there is a result, or the task is cancelled. */
  private void park() {
    Parked waiting;
    boolean isCancelled;
    synchronized (this) {
      waiting = Objects.requireNonNull(parked);
      thread = null;
      isCancelled = state == State.CANCELLED;
      if (!isCancelled) {
        state = State.PARKED;
      }
    }
    if (isCancelled) {
      waiting.result().complete(Outcome.of(null));
    }
    waiting.result().onDone(() -> pool().executeEnd(jobId(), priority(), this::resume));
  }

  private synchronized boolean begin() {
    if (state != State.QUEUED) {
      return false;
    }
    state = State.RUNNING;
    thread = Thread.currentThread();
    return true;
  }

  private synchronized boolean finish() {
    thread = null;
    call = null;
    if (state == State.CANCELLED) {
      return false;
    }
    state = State.DONE;
    return true;
  }

  private synchronized boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /** How it ended; empty if its body returned a ref or a future. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the caller
  private Optional<Ending> body() {
    Job job = null;
    try {
      job = job();
      Job known = job;
      envelopes().prepare(job);
      RunningCall running = new RunningCall(job, name(), attempt(), depth(), this::isCancelled);
      synchronized (this) {
        call = running;
      }
      return running.around(() -> call(known));
    } catch (Throwable e) {
      return Optional.of(envelopes().failure(job, e));
    }
  }

  private Optional<Ending> call(Job job) throws Throwable {
    RemoteMethod method = method(job);
    job.ran(method.displayName()); // not under the call's own name, of which there may be many
    Object value = method.invokeBody(arguments(job));
    if (!method.returnsFuture()) {
      return Optional.of(succeeded(job, value));
    }
    PromiseRef<@Nullable Object> result = new PromiseRef<>();
    Flattened.whenKnown(method, value, result::complete);
    returnedFuture = true;
    synchronized (this) {
      parked = new Parked(value, result);
    }
    return Optional.empty();
  }

  @SuppressWarnings("CatchingUnchecked") // a value that cannot travel is the caller's failure
  private Ending end(Parked waited) {
    Job job = null;
    try {
      job = job();
      return envelopes()
          .outcome(job, waited.value(), Objects.requireNonNull(waited.result().outcome()));
    } catch (Throwable e) {
      return envelopes().failure(job, e);
    }
  }

  /**
   * What a parked task waits for.
   *
   * @param value the ref or future that its body returned
   * @param result completes as that does
   */
  private record Parked(@Nullable Object value, PromiseRef<@Nullable Object> result) {}
}
