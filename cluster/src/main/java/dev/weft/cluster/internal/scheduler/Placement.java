package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses where a task runs: of two nodes taken at random, the one with fewer of this submitter's
 * tasks (Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001).
 */
public final class Placement {

  private final Map<NodeId, AtomicInteger> outstanding = new ConcurrentHashMap<>();

  /** A node for the next task, counted as outstanding there; empty if there is none. */
  public Optional<NodeId> choose(List<NodeId> workers) {
    if (workers.isEmpty()) {
      return Optional.empty();
    }
    NodeId first = any(workers);
    NodeId second = any(workers);
    NodeId chosen = count(first).get() <= count(second).get() ? first : second;
    count(chosen).incrementAndGet();
    return Optional.of(chosen);
  }

  /** A task has left a node. */
  public void done(NodeId node) {
    count(node).decrementAndGet();
  }

  /** A node is gone. */
  public void forget(NodeId node) {
    outstanding.remove(node);
  }

  private AtomicInteger count(NodeId node) {
    return outstanding.computeIfAbsent(node, n -> new AtomicInteger());
  }

  private static NodeId any(List<NodeId> workers) {
    int size = workers.size();
    return workers.get(size == 1 ? 0 : ThreadLocalRandom.current().nextInt(size));
  }
}
