package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.UnplaceableException;
import dev.weft.error.WeftException;
import dev.weft.store.ObjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The worker's side of tasks that other nodes submit: runs them and sends back how they ended. */
public final class TaskRunner {

  private static final long DRAIN_STEP_MILLIS = 10;

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final TaskManager manager;
  private final Envelopes envelopes;
  private final ScheduledExecutorService timer;
  private final Map<ObjectId, ShippedTask> tasks = new ConcurrentHashMap<>();
  private final Map<NodeId, Submitter> submitters = new ConcurrentHashMap<>();
  private final HeapRoom room = new HeapRoom();
  private final RecentIds cancelledEarly = new RecentIds();
  private volatile boolean isDraining;

  /**
   * @param manager knows what tasks that run here have called
   * @param timer tells submitters again what they have not taken
   */
  public TaskRunner(
      Transport transport,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      TaskManager manager,
      ScheduledExecutorService timer) {
    this.manager = manager;
    this.timer = timer;
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
    envelopes = manager.envelopes();
  }

  Jobs jobs() {
    return jobs;
  }

  ObjectTable objects() {
    return objects;
  }

  WorkerPool pool() {
    return pool;
  }

  Envelopes envelopes() {
    return envelopes;
  }

  /** Takes a batch of tasks. */
  @SuppressWarnings("CatchingUnchecked") // their submitter believes that all were taken
  public void receive(NodeId from, byte[] message, Reply reply) {
    List<TaskSpec> specs = TaskBatch.read(message);
    reply.send(new byte[0]);
    List<ShippedTask> accepted = new ArrayList<>(specs.size());
    for (TaskSpec spec : specs) {
      try {
        ShippedTask task = accept(from, spec, null);
        if (task != null) {
          accepted.add(task);
        }
      } catch (Throwable e) {
        refuse(from, spec, e);
      }
    }
    execute(accepted);
    if (pool.isHungry()) {
      submitter(from).tellHungry(); // it may hold back more than this node has slots
    }
  }

  private void refuse(NodeId submitter, TaskSpec spec, Throwable why) {
    ShippedTask entered = tasks.get(spec.id());
    if (entered != null && entered.attempt() == spec.attempt()) {
      forget(entered);
    }
    send(submitter, Completion.of(spec.id(), spec.attempt(), envelopes.failure(null, why)));
  }

  /** Says whether there is room for a large task. */
  public void receiveQuestion(NodeId from, byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    ObjectId task = ObjectIds.read(in);
    long bytes = in.getLong();
    timer.execute(() -> reply.send(room.ask(task, bytes).toBytes()));
  }

  /** Takes one task, and answers when it is over. */
  public void receiveLone(NodeId from, byte[] message, Reply reply) {
    List<TaskSpec> specs = TaskBatch.read(message);
    if (specs.size() != 1) {
      throw new IllegalArgumentException("One task was expected, " + specs.size() + " came.");
    }
    ShippedTask task = accept(from, specs.get(0), reply);
    if (task != null) {
      execute(List.of(task));
    }
  }

  private void execute(List<ShippedTask> accepted) {
    pool.executeAll(accepted, ShippedTask::jobId, ShippedTask::priority);
    if (isDraining) {
      accepted.forEach(ShippedTask::giveUp); // the drain may have missed them
    }
  }

  /** Takes a task in; null if it is not to run. */
  private @Nullable ShippedTask accept(NodeId submitter, TaskSpec spec, @Nullable Reply answer) {
    if (spec.size() > HeapRoom.LARGE_BYTES) {
      room.arrived(spec.id());
    }
    ShippedTask task = new ShippedTask(submitter, spec, this, answer);
    if (!enter(task)) {
      task.dropped();
      return null;
    }
    submitter(submitter).took(spec.claim());
    if (cancelledEarly.remove(spec.id(), spec.attempt())) {
      task.cancel();
      return null;
    }
    if (!spec.claim().isOrdinary() && !pool.mayFit(spec.claim())) {
      task.refuse(refusal(spec));
      return null;
    }
    if (isDraining) {
      task.giveUp();
      return null;
    }
    return task;
  }

  /**
   * Takes a task in, in place of an attempt that was given up; false if it is such a one itself.
   */
  private boolean enter(ShippedTask task) {
    while (true) {
      ShippedTask known = tasks.putIfAbsent(task.id(), task);
      if (known == null) {
        return true;
      }
      if (known.attempt() >= task.attempt()) {
        return false;
      }
      forget(known);
      known.cancel();
    }
  }

  /**
   * Gives back what has not begun and what comes from now on, and waits for what runs and until its
   * submitters know how it ended.
   *
   * @return whether all is done
   */
  public boolean drain(Duration patience) {
    isDraining = true;
    tasks.values().forEach(ShippedTask::giveUp);
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (tasks) {
      try {
        while (!tasks.isEmpty() || !submitters.values().stream().allMatch(Submitter::knowsAll)) {
          if (System.nanoTime() > deadline) {
            return false;
          }
          tasks.wait(DRAIN_STEP_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private WeftException refusal(TaskSpec spec) {
    return new UnplaceableException(
        "Task "
            + spec.name()
            + " was sent to "
            + transport.describe(transport.self())
            + ", which does not have what it asks for: "
            + spec.claim().demand()
            + (spec.claim().bundle() == null ? "" : " in a group that is still reserved")
            + ".");
  }

  /** Takes the wish to cancel a task. */
  public void receiveCancel(NodeId from, byte[] message, Reply reply) {
    CancelWish wish = CancelWish.read(message);
    ShippedTask task = find(wish);
    boolean isTooLate = task == null;
    boolean isWithdrawn = false;
    if (task != null && task.submitter().equals(from) && task.attempt() <= wish.attempt()) {
      if (wish.kind() == CancelWish.Kind.WITHDRAW) {
        isWithdrawn = task.withdraw();
      } else {
        isTooLate = wish.drops() && !task.isNotWanted();
        task.cancel(wish.kind() == CancelWish.Kind.FORCE);
      }
    }
    reply.send(CancelWish.answer(isTooLate, isWithdrawn));
  }

  private @Nullable ShippedTask find(CancelWish wish) {
    ShippedTask known = tasks.get(wish.task());
    if (known != null || wish.kind() == CancelWish.Kind.WITHDRAW) {
      return known;
    }
    cancelledEarly.add(wish.task(), wish.attempt());
    ShippedTask come = tasks.get(wish.task()); // meanwhile, perhaps
    return come != null && cancelledEarly.remove(wish.task(), come.attempt()) ? come : null;
  }

  /** Stops all work of a job. */
  public void end(Job job) {
    tasks.values().stream()
        .filter(task -> task.jobId().equals(job.id()))
        .forEach(RunningTask::cancel);
  }

  /** A submitter is gone: what it wanted is of no use. */
  public void left(NodeId node) {
    submitters.remove(node);
    tasks.values().stream()
        .filter(task -> task.submitter().equals(node))
        .forEach(RunningTask::cancel);
  }

  /**
   * Answers the tasks that are ending this process by {@code System.exit}, so that they are not run
   * again and end the next member. Called while the JVM shuts down.
   */
  public void answerThoseThatExit() {
    for (ShippedTask task : tasks.values()) {
      task.exitAttempt(transport.describe(transport.self()))
          .ifPresent(
              ending -> {
                task.deliver(ending);
                forget(task); // its thread will not end, and must not be waited for
              });
    }
  }

  /** How many tasks of other nodes are here, queued or running. */
  public int count() {
    return tasks.size();
  }

  void cancelCalledBy(RunningCall caller) {
    manager.cancelCalledBy(caller);
  }

  boolean isDraining() {
    return isDraining;
  }

  void forget(ShippedTask task) {
    if (tasks.remove(task.id(), task)) {
      Submitter submitter = submitters.get(task.submitter());
      if (submitter != null) { // else it has left
        submitter.lost(task.claim());
      }
    }
  }

  void send(NodeId submitter, Completion completion) {
    submitter(submitter).tell(completion);
  }

  /** There is a free slot here, since tasks wait: those who have some here may send more. */
  public void isHungry() {
    submitters.values().forEach(Submitter::tellHungry);
  }

  private Submitter submitter(NodeId node) {
    Submitter known = submitters.get(node);
    return known != null
        ? known
        : submitters.computeIfAbsent(node, n -> new Submitter(transport, n, envelopes, timer));
  }
}
