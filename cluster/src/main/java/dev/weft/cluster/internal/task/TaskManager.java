package dev.weft.cluster.internal.task;

import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.Placement;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.WeftException;
import dev.weft.spi.Outcome;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import dev.weft.store.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The submitter's side of tasks: takes calls, places them when their inputs are ready, and places
 * them again when their member is lost.
 *
 * <p>Refs are completed on the completer, never on a grid thread, since user code may hang on them.
 */
public final class TaskManager implements TaskEngine {

  private static final int LARGE_BYTES = 1 << 20;

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final TaskRunner runner;
  private final Executor completer;
  private final Placement placement = new Placement();
  private final Map<ObjectId, PendingTask> pending = new ConcurrentHashMap<>();
  private final Map<NodeId, Outbox<TaskSpec>> outboxes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param runner runs tasks that are placed on this node
   * @param completer runs one command at a time, in order
   */
  public TaskManager(
      Transport transport, Jobs jobs, ObjectTable objects, TaskRunner runner, Executor completer) {
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.runner = runner;
    this.completer = completer;
  }

  @Override
  public ObjectRef<@Nullable Object> submit(TaskCall call) {
    RemoteMethod method = call.method();
    Job job = jobs.current(method, call.args());
    String name = Objects.requireNonNullElse(call.options().name(), method.displayName());
    Inputs inputs = Inputs.take(call.args(), call.inputs());
    byte[] args = job.encodeArguments(method, call.args(), inputs::await);
    ClusterRef<@Nullable Object> ref = objects.newRef(job, "task " + name, call.site());
    int retries = call.options().retries().orElse(method.retries());
    PendingTask task = new PendingTask(job, ref, name, MethodKey.of(method), args, inputs, retries);
    pending.put(task.id(), task);
    if (closed) {
      close(); // it may have come too late for the first
    }
    inputs.whenReady(() -> start(task));
    return ref;
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    if (!(ref instanceof ClusterRef<?> known)) {
      return false;
    }
    PendingTask task = pending.remove(known.id());
    if (task == null) {
      return false;
    }
    NodeId worker = finish(task);
    if (worker != null) {
      MessageWriter message = new MessageWriter();
      ObjectIds.write(task.id(), message);
      transport.send(worker, Channel.CANCELS, message.toBytes(), (answer, failure) -> {});
    }
    TaskCancelledException cancelled =
        new TaskCancelledException("Task " + task.name() + " was cancelled.");
    cancelled.setStackTrace(new StackTraceElement[0]); // it is told to those who wait, not here
    return task.ref().fail(cancelled);
  }

  /** Takes completions that a worker sent. */
  public void receive(NodeId from, byte[] message, Reply reply) {
    List<Completion> completions = Completion.readAll(message);
    reply.send(new byte[0]);
    completer.execute(() -> completions.forEach(c -> complete(c)));
  }

  /** Takes a completion of a task that ran on this node. */
  void completedHere(Completion completion) {
    completer.execute(() -> complete(completion));
  }

  /** A node is gone: what it had is placed again or fails. */
  public void left(NodeId node) {
    outboxes.remove(node);
    completer.execute(
        () -> {
          pending.values().forEach(task -> lost(task, node, 0, true));
          placement.forget(node);
        });
  }

  /** Fails what is pending of a job that has ended. */
  public void end(Job job) {
    for (PendingTask task : pending.values()) {
      if (task.job().id().equals(job.id())) {
        fail(task, new ClusterUnavailableException("Job " + job.id() + " has ended."));
      }
    }
  }

  /** How many tasks are not done. */
  public int pending() {
    return pending.size();
  }

  /** Fails all that is pending, and what comes after. */
  public void close() {
    closed = true;
    for (PendingTask task : pending.values()) {
      fail(
          task,
          new ClusterUnavailableException(
              "Weft was shut down before " + task.name() + " was done."));
    }
  }

  private void start(PendingTask task) {
    Outcome failed = task.inputs().failed();
    if (failed != null) {
      pending.remove(task.id());
      finish(task);
      task.ref().complete(failed);
      return;
    }
    place(task);
  }

  @SuppressWarnings("CatchingUnchecked") // an input that cannot be written is the task's failure
  private void place(PendingTask task) {
    Optional<NodeId> chosen = placement.choose(transport.workers());
    if (chosen.isEmpty()) {
      fail(
          task,
          new ClusterUnavailableException(
              "No member is left to run " + task.name() + ". Start one with: weft member"));
      return;
    }
    NodeId worker = chosen.get();
    TaskSpec spec;
    try {
      spec = task.assign(worker, objects);
    } catch (Throwable e) {
      placement.done(worker);
      fail(task, e);
      return;
    }
    if (spec == null) {
      placement.done(worker);
    } else if (worker.equals(transport.self())) {
      runner.accept(worker, spec);
    } else {
      outboxes.computeIfAbsent(worker, this::outbox).add(spec);
    }
  }

  private Outbox<TaskSpec> outbox(NodeId worker) {
    return new Outbox<>(
        transport,
        worker,
        Channel.TASKS,
        TaskSpec::writeAll,
        TaskSpec::size,
        (batch, failure) -> completer.execute(() -> refused(worker, batch, failure)));
  }

  private void refused(NodeId worker, List<TaskSpec> batch, TransportException failure) {
    for (TaskSpec spec : batch) {
      PendingTask task = pending.get(spec.id());
      if (task == null) {
        continue;
      }
      switch (failure.kind()) {
        case NOT_DELIVERED -> lost(task, worker, spec.attempt(), false);
        case NODE_LOST -> lost(task, worker, spec.attempt(), true);
        case TIMED_OUT -> notTaken(task, worker, spec);
        case REFUSED ->
            fail(task, new WeftException("Task " + task.name() + " was refused.", failure));
        case CLOSED ->
            fail(task, new ClusterUnavailableException("Weft is shutting down.", failure));
      }
    }
  }

  /** A large message that nobody acknowledged would choke the next member too. */
  private void notTaken(PendingTask task, NodeId worker, TaskSpec spec) {
    if (spec.size() < LARGE_BYTES) {
      lost(task, worker, spec.attempt(), true);
      return;
    }
    fail(
        task,
        new OutcomeUnknownException(
            "Task "
                + task.name()
                + ", with arguments of "
                + (spec.size() >> 20)
                + " MiB, was not taken by "
                + transport.describe(worker)
                + " in time; perhaps its heap is too small for them."));
  }

  private void lost(PendingTask task, NodeId worker, int attempt, boolean mayHaveRun) {
    switch (task.lost(worker, attempt, mayHaveRun)) {
      case STALE -> {}
      case RETRY -> {
        placement.done(worker);
        place(task);
      }
      case FINAL -> {
        placement.done(worker);
        fail(
            task,
            new OutcomeUnknownException(
                "Task "
                    + task.name()
                    + " may or may not have run: node "
                    + worker
                    + " was lost while it had it, and no retries are left."));
      }
    }
  }

  private void complete(Completion completion) {
    PendingTask task = pending.remove(completion.task());
    if (task == null) {
      return; // cancelled, or an attempt that was given up came back
    }
    finish(task);
    byte[] envelope = completion.envelope();
    if (envelope == null) {
      objects.completeStored(task.ref());
    } else {
      objects.completeInline(task.ref(), envelope);
    }
  }

  private void fail(PendingTask task, Throwable failure) {
    pending.remove(task.id());
    finish(task);
    task.ref().fail(failure);
  }

  /** The task is over; returns where it was, if anywhere. */
  private @Nullable NodeId finish(PendingTask task) {
    NodeId worker = task.finish();
    if (worker != null) {
      placement.done(worker);
    }
    return worker;
  }
}
