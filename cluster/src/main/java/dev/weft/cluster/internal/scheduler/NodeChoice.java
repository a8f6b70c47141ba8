package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where a task runs that asks for nothing: here, while little waits here; else where most
 * bytes of its arguments are; else, of two nodes taken at random, on the one with fewer of this
 * submitter's tasks (Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001).
 *
 * <p>A node has only so many of them at a time, see {@link Window}. When all have as many as they
 * may, the task waits with its submitter for the first that has room.
 */
public final class NodeChoice {

  /** A node may always have so many of one submitter's tasks. */
  public static final int FEWEST = Window.MIN;

  /** So many more tasks may be where the bytes are: what all tasks read must not draw them all. */
  static final int HOLDERS_LEAD = 8;

  private final NodeId self;
  private final WorkerPool pool;
  private final Map<NodeId, Window> windows = new ConcurrentHashMap<>();

  /**
   * @param pool runs what is placed on this node
   */
  public NodeChoice(NodeId self, WorkerPool pool) {
    this.self = self;
    this.pool = pool;
  }

  /**
   * A node for the next task, counted as being there from now on; null if none has room.
   *
   * @param workers the nodes that run tasks
   * @param size of the task, in bytes
   * @param holding says who holds most of its arguments, or null
   */
  public @Nullable NodeId choose(
      List<NodeId> workers, int size, Supplier<@Nullable NodeId> holding) {
    boolean isWorker = workers.contains(self);
    if (isWorker && (workers.size() == 1 || pool.queued() < 2 * pool.slots())) {
      return self;
    }
    NodeId holder = holding.get();
    NodeId first = any(workers);
    NodeId second = any(workers);
    if (holder != null
        && workers.contains(holder)
        && outstanding(holder) <= (long) outstanding(first) + HOLDERS_LEAD
        && take(holder, size)) {
      return holder;
    }
    boolean isSecondFreer = outstanding(second) < outstanding(first);
    if (take(isSecondFreer ? second : first, size)) {
      return isSecondFreer ? second : first;
    }
    for (NodeId node : workers) {
      if (take(node, size)) {
        return node;
      }
    }
    return null;
  }

  /** A task that was placed has left a node. */
  public void done(NodeId node, int size) {
    Window window = windows.get(node);
    if (window != null) {
      window.done(size);
    }
  }

  /** A node has a free slot, whatever it has been given. */
  public void isHungry(NodeId node) {
    window(node).widen();
  }

  /** A node is gone. */
  public void forget(NodeId node) {
    windows.remove(node);
  }

  private boolean take(NodeId node, int size) {
    return !node.equals(self) && window(node).take(size);
  }

  private int outstanding(NodeId node) {
    return node.equals(self) ? Integer.MAX_VALUE : window(node).outstanding();
  }

  private Window window(NodeId node) {
    Window known = windows.get(node);
    return known != null ? known : windows.computeIfAbsent(node, n -> new Window(System::nanoTime));
  }

  private static NodeId any(List<NodeId> workers) {
    int size = workers.size();
    return workers.get(size == 1 ? 0 : ThreadLocalRandom.current().nextInt(size));
  }
}
