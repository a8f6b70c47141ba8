package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.FairQueue;
import dev.weft.cluster.internal.scheduler.Members;
import dev.weft.cluster.internal.scheduler.NodeChoice;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ClusterUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks that are ready to nodes that have room, and keeps the others until some has.
 *
 * <p>A task goes straight to its node when nothing waits before it.
 */
final class Dispatcher {

  private static final int MIN_SWEPT = 1024;

  private final Transport transport;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final NodeChoice placement;
  private final RequestLines requests;
  private final Shipping ends;
  private final Map<NodeId, Lane> lanes = new ConcurrentHashMap<>();

  @GuardedBy("waiting")
  private final FairQueue<PendingTask> waiting = new FairQueue<>();

  /** About how many of those that wait are over. */
  @GuardedBy("waiting")
  private int dropped;

  private volatile boolean someWait;

  /**
   * @param members says who there is and what each has
   * @param completer runs what members that come and go give to do
   * @param timer tells when no member came that could run a task
   * @param patience how long tasks wait for one
   * @param ends is told of tasks that leave
   */
  Dispatcher(
      Transport transport,
      ObjectTable objects,
      WorkerPool pool,
      Members members,
      Executor completer,
      ScheduledExecutorService timer,
      Duration patience,
      Shipping ends) {
    this.transport = transport;
    this.objects = objects;
    this.pool = pool;
    this.ends = ends;
    placement = new NodeChoice(transport.self(), pool);
    requests = new RequestLines(members, timer, patience, this::send, ends::failed);
    transport.whenWorkersChange(() -> completer.execute(this::look));
  }

  /** Takes a task that is ready. */
  void add(PendingTask task) {
    task.becomesReady();
    if (!task.request().isOrdinary()) {
      requests.add(task);
      return;
    }
    NodeId node = someWait ? null : choose(task);
    if (node != null) {
      send(task, node);
      return;
    }
    synchronized (waiting) {
      waiting.add(task.job().id(), task.options().priority(), task);
      someWait = true;
    }
    drain(); // room may have come meanwhile
  }

  /** Takes a task back that was given to a node and has not left; returns whether it had not. */
  boolean recall(PendingTask task, NodeId node) {
    Lane lane = lanes.get(node);
    return lane != null && lane.recall(task.id());
  }

  /** A task that may wait here is over. */
  void dropped(PendingTask task) {
    if (!task.request().isOrdinary()) {
      requests.dropped(task);
      return;
    }
    synchronized (waiting) {
      dropped++;
      if (dropped > MIN_SWEPT && dropped > waiting.size() / 2) {
        waiting.removeIf(PendingTask::isOver);
        dropped = 0;
      }
    }
  }

  /** A task has left a node: there may be room for others. */
  void done(PendingTask task, NodeId node) {
    if (task.request().isOrdinary()) {
      placement.done(node, task.size());
    } else {
      requests.done(task, node);
    }
  }

  /** Whether tasks wait for room. */
  boolean isBehind() {
    return someWait || requests.isBehind();
  }

  /** Places what waits, as far as there is room. */
  void drain() {
    requests.drain();
    while (someWait) {
      PendingTask task;
      NodeId node;
      synchronized (waiting) {
        task = waiting.peek();
        while (task != null && task.isPlaced()) {
          waiting.poll();
          task = waiting.peek();
        }
        if (task == null) {
          someWait = false;
          return;
        }
        node = choose(task);
        if (node == null) {
          return;
        }
        waiting.poll();
        someWait = !waiting.isEmpty();
      }
      send(task, node);
    }
  }

  /** Runs a task in the calling worker, if it has not begun anywhere. */
  void runHere(PendingTask task) {
    LocalTask queued = task.local();
    if (queued != null) {
      if (!queued.isTaken()) {
        pool.taken();
        queued.run();
      }
      return;
    }
    LocalTask run = task.assignHere(transport.self());
    if (run != null) {
      if (!task.request().isOrdinary()) {
        requests.ran(task, transport.self());
      }
      run.run();
    }
  }

  /** A node could run more than it has been given. */
  void isHungry(NodeId node) {
    placement.isHungry(node);
    requests.isHungry(node);
    drain();
  }

  /** A node is gone. */
  void left(NodeId node) {
    lanes.remove(node);
    placement.forget(node);
    look();
  }

  /** Looks at all that waits: members have come or gone. */
  private void look() {
    requests.look();
    drain();
  }

  /** Tasks that ask for what no member has. */
  List<Stranded> stranded() {
    return requests.stranded();
  }

  private @Nullable NodeId choose(PendingTask task) {
    List<NodeId> workers = transport.workers();
    return workers.isEmpty()
        ? transport.self()
        : placement.choose(
            workers, task.size(), task.hasInputs() ? task::holder : Dispatcher::nobody);
  }

  @SuppressWarnings("CatchingUnchecked") // an input that cannot be written is the task's failure
  private void send(PendingTask task, NodeId node) {
    if (node.equals(transport.self())) {
      startHere(task, node);
      return;
    }
    TaskSpec spec;
    try {
      ends.ships(task);
      spec = task.assign(node, objects);
    } catch (Throwable e) {
      done(task, node);
      ends.failed(task, e);
      return;
    }
    if (spec == null) {
      done(task, node);
      return;
    }
    try {
      lane(node).add(spec);
    } catch (Throwable e) {
      ends.failed(task, e);
    }
  }

  private void startHere(PendingTask task, NodeId self) {
    if (!transport.workers().contains(self)) {
      ends.failed(
          task,
          new ClusterUnavailableException(
              "No member is left to run " + task.name() + ". Start one with: weft member"));
      return;
    }
    LocalTask run = task.assignHere(self);
    if (run == null) {
      done(task, self);
    } else {
      pool.execute(run.jobId(), run.priority(), run);
    }
  }

  private static @Nullable NodeId nobody() {
    return null;
  }

  private Lane lane(NodeId node) {
    Lane known = lanes.get(node);
    return known != null
        ? known
        : lanes.computeIfAbsent(node, worker -> new Lane(transport, worker, ends));
  }
}
