package dev.weft.cluster.internal.task;

import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.store.ObjectId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The run of a task that came from another node. */
final class ShippedTask extends RunningTask {

  private final NodeId submitter;
  private volatile TaskSpec spec; // loses its arguments when it will never run
  private final TaskRunner runner;
  private final @Nullable Reply answer;

  /**
   * @param answer takes how it ends, or null if that goes with others
   */
  ShippedTask(NodeId submitter, TaskSpec spec, TaskRunner runner, @Nullable Reply answer) {
    this.submitter = submitter;
    this.spec = spec;
    this.runner = runner;
    this.answer = answer;
  }

  NodeId submitter() {
    return submitter;
  }

  @Override
  ObjectId id() {
    return spec.id();
  }

  @Override
  JobId jobId() {
    return spec.job();
  }

  @Override
  int priority() {
    return spec.priority();
  }

  @Override
  public Claim claim() {
    return spec.claim();
  }

  @Override
  String name() {
    return spec.name();
  }

  @Override
  int attempt() {
    return spec.attempt();
  }

  @Override
  int depth() {
    return spec.depth();
  }

  @Override
  Job job() {
    return runner.jobs().of(spec.job());
  }

  @Override
  RemoteMethod method(Job job) {
    return job.resolve(spec.method());
  }

  @Override
  @Nullable Object[] arguments(Job job) {
    @Nullable Object[] args = job.decodeArguments(spec.args());
    for (Input input : spec.inputs()) {
      args[input.position()] = input.outcome(job, runner.objects()).valueOrThrow();
    }
    return args;
  }

  @Override
  Ending succeeded(Job job, @Nullable Object value) {
    return runner.envelopes().value(job, this, value);
  }

  @Override
  Envelopes envelopes() {
    return runner.envelopes();
  }

  @Override
  void deliver(Ending ending) {
    send(Completion.of(id(), attempt(), ending));
  }

  /** Makes a queued task never run here, and says so. */
  void giveUp() {
    if (giveBack()) {
      send(Completion.returned(id(), attempt()));
      forgotten(); // after that, so that whoever waits for the last of them knows that it was told
    }
  }

  private void send(Completion completion) {
    if (answer == null || runner.isDraining() || !answers(completion)) {
      runner.send(submitter, completion); // of which this node learns that it has come
      dropped();
    }
  }

  /** Answers the message that brought it; false if there is no memory to write the answer. */
  private boolean answers(Completion completion) {
    byte[] message;
    try {
      message = Completion.writeAll(List.of(completion));
    } catch (OutOfMemoryError e) {
      return false;
    }
    Objects.requireNonNull(answer).send(message);
    return true;
  }

  @Override
  void release() {
    spec = spec.withoutArguments();
  }

  @Override
  void dropped() {
    if (answer != null) {
      answer.send(new byte[0]);
    }
  }

  @Override
  void forgotten() {
    runner.forget(this);
  }

  @Override
  void cancelCalledBy(RunningCall caller) {
    runner.cancelCalledBy(caller);
  }

  @Override
  WorkerPool pool() {
    return runner.pool();
  }
}
