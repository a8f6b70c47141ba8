package dev.weft.cluster.internal.task;

import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.store.ObjectId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The run of a task on the node that submitted it: nothing is encoded but what could change, and
 * its end is told at once, in the thread that ran it.
 */
final class LocalTask extends RunningTask {

  private final PendingTask task;
  private final int attempt;
  private @Nullable Arguments arguments; // null if it will never run
  private @Nullable Inputs inputs;
  private final TaskManager manager;

  LocalTask(
      PendingTask task, int attempt, Arguments arguments, Inputs inputs, TaskManager manager) {
    this.task = task;
    this.attempt = attempt;
    this.arguments = arguments;
    this.inputs = inputs;
    this.manager = manager;
  }

  @Override
  ObjectId id() {
    return task.id();
  }

  @Override
  JobId jobId() {
    return task.job().id();
  }

  @Override
  int priority() {
    return task.options().priority();
  }

  @Override
  public Claim claim() {
    return task.request().claim();
  }

  @Override
  String name() {
    return task.name();
  }

  @Override
  int attempt() {
    return attempt;
  }

  @Override
  int depth() {
    return task.depth();
  }

  @Override
  Job job() {
    return task.job();
  }

  @Override
  RemoteMethod method(Job job) {
    return task.method();
  }

  @Override
  @Nullable Object[] arguments(Job job) {
    @Nullable Object[] args = Objects.requireNonNull(arguments).copied(job);
    Objects.requireNonNull(inputs).fill(args, job, manager.objects());
    return args;
  }

  @Override
  Ending succeeded(Job job, @Nullable Object value) {
    return job.isImmutable(value)
        ? Ending.shared(value)
        : manager.envelopes().value(job, this, value);
  }

  @Override
  Envelopes envelopes() {
    return manager.envelopes();
  }

  @Override
  void deliver(Ending ending) {
    manager.completedHere(task, attempt, ending);
  }

  @Override
  void release() {
    arguments = null;
    inputs = null;
  }

  @Override
  void cancelCalledBy(RunningCall caller) {
    manager.cancelCalledBy(caller);
  }

  @Override
  WorkerPool pool() {
    return manager.pool();
  }
}
