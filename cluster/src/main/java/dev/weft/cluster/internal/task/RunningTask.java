package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.error.TaskFailedException;
import dev.weft.error.WeftException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task on its worker: queued, then running in a thread, then done or cancelled. */
final class RunningTask {

  private enum State {
    QUEUED,
    RUNNING,
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

  RunningTask(NodeId submitter, TaskSpec spec, Jobs jobs, ObjectTable objects) {
    this.submitter = submitter;
    this.spec = spec;
    this.jobs = jobs;
    this.objects = objects;
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

  /** Makes a queued task never run, and interrupts a running one. */
  synchronized void cancel() {
    if (state == State.RUNNING) {
      Objects.requireNonNull(thread).interrupt();
    }
    if (state != State.DONE) {
      state = State.CANCELLED;
    }
  }

  /** Runs it in this thread; empty if nobody wants to know how it ended. */
  Optional<Completion> run() {
    if (!begin()) {
      return Optional.empty();
    }
    byte[] envelope = outcome();
    boolean wanted = finish();
    Thread.interrupted(); // an interrupt meant for the task must not reach the next one
    return wanted ? Optional.of(completion(envelope)) : Optional.empty();
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
    return job.encode(method.invoke(args));
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
}
