package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.transport.NodeId;
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

/**
 * A task on its worker: queued, then running in a thread, then done or cancelled.
 *
 * <p>A task whose body returned a ref or a future that is not done is <em>parked</em>: it has no
 * thread, and ends as that does.
 */
final class RunningTask {

  /** Stands for the outcome of a parked task, which is not known; no encoded one is empty. */
  private static final byte[] UNKNOWN = {};

  private enum State {
    QUEUED,
    RUNNING,
    PARKED,
    DONE,
    CANCELLED
  }

  private final NodeId submitter;
  private final TaskSpec spec;
  private final Jobs jobs;
  private final ObjectTable objects;

  @GuardedBy("this")
  private State state = State.QUEUED;

  @GuardedBy("this")
  private @Nullable Thread thread;

  @GuardedBy("this")
  private @Nullable Parked parked;

  RunningTask(NodeId submitter, TaskSpec spec, Jobs jobs, ObjectTable objects) {
    this.submitter = submitter;
    this.spec = spec;
    this.jobs = jobs;
    this.objects = objects;
  }

  ObjectId id() {
    return spec.id();
  }

  boolean isFrom(NodeId node) {
    return submitter.equals(node);
  }

  boolean isOf(JobId job) {
    return spec.job().equals(job);
  }

  NodeId submitter() {
    return submitter;
  }

  /** How it ends if its thread is inside {@code System.exit}; empty if it is not. */
  Optional<Completion> exitAttempt(String member) {
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
                + spec.name()
                + " called System.exit, which ended the member "
                + member
                + " it ran on. It is not run again.");
    return Optional.of(new Completion(spec.id(), jobs.own().encodeFailure(failure)));
  }

  /** Makes a queued task never run, interrupts a running one, and lets a parked one go on. */
  void cancel() {
    Parked waiting;
    synchronized (this) {
      if (state == State.RUNNING) {
        Objects.requireNonNull(thread).interrupt();
      }
      if (state != State.DONE) {
        state = State.CANCELLED;
      }
      waiting = parked;
    }
    if (waiting != null) {
      waiting.result().complete(Outcome.of(null)); // nobody will see it
    }
  }

  /**
   * Runs it in this thread; empty if nobody wants to know how it ended, or if it is parked.
   *
   * @param whenReady is told when a parked task can {@link #resume}; must neither block nor throw
   */
  Optional<Completion> run(Runnable whenReady) {
    if (!begin()) {
      return Optional.empty();
    }
    byte[] envelope = outcome();
    boolean isParked = envelope == UNKNOWN;
    boolean wanted = !isParked && finish();
    if (isParked) {
      park(whenReady);
    }
    Thread.interrupted(); // an interrupt meant for the task must not reach the next one
    return wanted ? Optional.of(completion(envelope)) : Optional.empty();
  }

  /** Ends a parked task in this thread; empty if nobody wants to know how. */
  Optional<Completion> resume() {
    Parked waited;
    synchronized (this) {
      waited = Objects.requireNonNull(parked);
      parked = null;
    }
    if (!finish()) {
      if (waited.value() instanceof Future<?> future) {
        future.cancel(true);
      }
      return Optional.empty();
    }
    return Optional.of(completion(encode(waited)));
  }

  /** Whether it waits for what its body returned. */
  synchronized boolean isParked() {
    return parked != null;
  }

  /** Gives up the thread until there is a result, or the task is cancelled. */
  private void park(Runnable whenReady) {
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
    waiting.result().onDone(whenReady);
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
    if (state == State.CANCELLED) {
      return false;
    }
    state = State.DONE;
    return true;
  }

  /** How it ended; {@link #UNKNOWN} if its body returned a ref or a future. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the caller
  private byte[] outcome() {
    Job job = jobs.own();
    try {
      job = jobs.of(spec.job());
      job.ran(spec.name());
      return new RunningCall(job, spec.name(), spec.attempt()).around(this::call);
    } catch (Throwable e) {
      return job.encodeFailure(e);
    }
  }

  private byte[] call() throws Throwable {
    Job job = Objects.requireNonNull(RunningCall.current()).job();
    RemoteMethod method = job.resolve(spec.method());
    @Nullable Object[] args = job.decodeArguments(spec.args());
    for (Input input : spec.inputs()) {
      args[input.position()] = input.outcome(job, objects).valueOrThrow();
    }
    Object value = method.invokeBody(args);
    if (!method.returnsFuture()) {
      return job.encode(value);
    }
    PromiseRef<@Nullable Object> result = new PromiseRef<>();
    Flattened.whenKnown(method, value, result::complete);
    synchronized (this) {
      parked = new Parked(value, result);
    }
    return UNKNOWN;
  }

  @SuppressWarnings("CatchingUnchecked") // a value that cannot travel is the caller's failure
  private byte[] encode(Parked waited) {
    Job job = jobs.own();
    try {
      job = jobs.of(spec.job());
      return waited.value() instanceof ClusterRef<?> ref && !objects.isStored(ref)
          ? objects.envelope(ref)
          : job.encodeOutcome(Objects.requireNonNull(waited.result().outcome()));
    } catch (Throwable e) {
      return job.encodeFailure(e);
    }
  }

  private Completion completion(byte[] envelope) {
    if (envelope.length <= ObjectTable.INLINE_BYTES) {
      return new Completion(spec.id(), envelope);
    }
    Job job = jobs.own();
    try {
      job = jobs.of(spec.job());
      objects.store(job, spec.result(), envelope);
      return new Completion(spec.id(), null);
    } catch (RuntimeException e) {
      return new Completion(spec.id(), job.encodeFailure(e));
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
