package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.store.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's side of tasks: runs what arrives and sends back how it ended. */
public final class TaskRunner {

  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final Map<ObjectId, RunningTask> tasks = new ConcurrentHashMap<>();
  private final Map<NodeId, Outbox<Completion>> outboxes = new ConcurrentHashMap<>();
  private final RecentIds cancelledEarly = new RecentIds();
  private Consumer<Completion> local = c -> {};

  public TaskRunner(Transport transport, Jobs jobs, ObjectTable objects, WorkerPool pool) {
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
  }

  /** Sets who takes completions of tasks that were submitted on this node; before any task. */
  public void completesHere(TaskManager manager) {
    local = manager::completedHere;
  }

  /** Takes a batch of tasks. */
  public void receive(NodeId from, byte[] message, Reply reply) {
    List<TaskSpec> specs = TaskSpec.readAll(message);
    reply.send(new byte[0]);
    specs.forEach(spec -> accept(from, spec));
  }

  /** Takes the wish to cancel a task. */
  public void receiveCancel(NodeId from, byte[] message, Reply reply) {
    ObjectId id = ObjectIds.read(new MessageReader(message));
    reply.send(new byte[0]);
    RunningTask task = tasks.get(id);
    if (task == null) {
      cancelledEarly.add(id);
    } else if (task.isFrom(from)) {
      task.cancel();
    }
  }

  /** Stops all work of a job. */
  public void end(Job job) {
    tasks.values().stream().filter(task -> task.isOf(job.id())).forEach(RunningTask::cancel);
  }

  /** A submitter is gone: what it wanted is of no use. */
  public void left(NodeId node) {
    outboxes.remove(node);
    tasks.values().stream().filter(task -> task.isFrom(node)).forEach(RunningTask::cancel);
  }

  /**
   * Answers the tasks that are ending this process by {@code System.exit}, so that they are not run
   * again and end the next member. Called while the JVM shuts down.
   */
  public void answerThoseThatExit() {
    for (RunningTask task : tasks.values()) {
      task.exitAttempt(transport.describe(transport.self()))
          .ifPresent(completion -> send(task.submitter(), completion));
    }
  }

  void accept(NodeId submitter, TaskSpec spec) {
    RunningTask task = new RunningTask(submitter, spec, jobs, objects);
    tasks.put(spec.id(), task);
    if (cancelledEarly.remove(spec.id())) {
      task.cancel();
    }
    Runnable whenReady = () -> pool.execute(() -> advance(task, task::resume));
    pool.execute(() -> advance(task, () -> task.run(whenReady)));
  }

  /** Lets a task run until it is over, or parked. */
  private void advance(RunningTask task, Supplier<Optional<Completion>> step) {
    Optional<Completion> completion = Optional.empty();
    try {
      completion = step.get();
    } finally {
      if (!task.isParked()) {
        tasks.remove(task.id(), task);
      }
    }
    completion.ifPresent(c -> send(task.submitter(), c));
  }

  /** How many tasks are here, queued or running. */
  public int count() {
    return tasks.size();
  }

  private void send(NodeId submitter, Completion completion) {
    if (submitter.equals(transport.self())) {
      local.accept(completion);
    } else {
      outboxes.computeIfAbsent(submitter, this::outbox).add(completion);
    }
  }

  private Outbox<Completion> outbox(NodeId submitter) {
    return new Outbox<>(
        transport,
        submitter,
        Channel.COMPLETIONS,
        Completion::writeAll,
        Completion::size,
        (batch, failure) -> unsent(submitter, batch, failure));
  }

  /** A submitter that is still there must learn of its tasks; one that left needs nothing. */
  private void unsent(NodeId submitter, List<Completion> batch, TransportException failure) {
    if (failure.kind() == TransportException.Kind.CLOSED || !transport.isMember(submitter)) {
      return;
    }
    log.warn(
        "{} completions for node {} were not taken: {}",
        batch.size(),
        submitter,
        failure.getMessage());
    if (failure.kind() != TransportException.Kind.REFUSED) {
      pool.execute(() -> batch.forEach(completion -> send(submitter, completion)));
    }
  }
}
