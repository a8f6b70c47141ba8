package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.scheduler.Candidates;
import dev.weft.cluster.internal.scheduler.FairQueue;
import dev.weft.cluster.internal.scheduler.FairQueue.Turn;
import dev.weft.cluster.internal.scheduler.Request;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one kind of request that wait for a node with room, or for one that could run them
 * at all. {@link RequestLines} guards it.
 */
final class RequestLine {

  private static final int MIN_SWEPT = 1024;

  private final Request request;
  private final Candidates candidates;
  private final FairQueue<Waiting> waiting = new FairQueue<>();
  private long strandedSince;
  private boolean isStranded;
  private boolean wasToldOf;
  private int outstanding;

  /** About how many of those that wait are over. */
  private int dropped;

  RequestLine(Request request, Candidates candidates) {
    this.request = request;
    this.candidates = candidates;
  }

  Request request() {
    return request;
  }

  Candidates candidates() {
    return candidates;
  }

  void add(PendingTask task, long now) {
    waiting.add(task.job().id(), task.options().priority(), new Waiting(task, now));
  }

  /** Places as many as there is room for. */
  List<Placed> place() {
    List<Placed> placed = new ArrayList<>();
    for (Placed next = next(); next != null; next = next()) {
      placed.add(next);
    }
    return placed;
  }

  private @Nullable Placed next() {
    NodeId[] node = new NodeId[1];
    Waiting next =
        waiting.poll(
            first -> {
              if (first.task.isPlaced()) {
                return Turn.DROP;
              }
              node[0] = candidates.choose(first.task.size(), first.task.holder());
              return node[0] == null ? Turn.PASS : Turn.TAKE;
            });
    if (next == null) {
      return null;
    }
    outstanding++;
    return new Placed(next.task, node[0]);
  }

  /** A task is on a node without having stood here. */
  void ran(NodeId node, int size) {
    outstanding++;
    candidates.add(node, size);
  }

  void done(NodeId node, int size) {
    outstanding--;
    candidates.done(node, size);
  }

  /** One of those that wait is over. */
  void dropped() {
    dropped++;
    if (dropped > MIN_SWEPT && dropped > waiting.size() / 2) {
      waiting.removeIf(entry -> entry.task.isOver());
      dropped = 0;
    }
  }

  /** Whether nothing waits here and nothing that stood here is on a node. */
  boolean isUnused() {
    return waiting.isEmpty() && outstanding == 0;
  }

  /** Whether tasks wait for room on nodes that could run them. */
  boolean isBehind() {
    return !waiting.isEmpty() && !isStranded;
  }

  /**
   * Looks whether there still are tasks and no node that could run them.
   *
   * @return whether that is new, of this kind of request
   */
  boolean strands(long now) {
    boolean strands = !waiting.isEmpty() && candidates.nodes().isEmpty();
    if (strands && !isStranded) {
      strandedSince = now;
    }
    isStranded = strands;
    boolean isNew = strands && !wasToldOf;
    wasToldOf |= strands;
    return isNew;
  }

  boolean isStranded() {
    return isStranded;
  }

  /** How many nanoseconds no node could run them, while some waited. */
  long strandedNanos(long now) {
    return isStranded ? now - strandedSince : 0;
  }

  /** Takes out the tasks that have waited that long for a node that could run them. */
  List<PendingTask> expire(long now, long patienceNanos) {
    List<PendingTask> expired = new ArrayList<>();
    waiting.removeIf(
        entry -> {
          boolean isOver = now - Math.max(entry.since, strandedSince) >= patienceNanos;
          if (isOver && !entry.task.isPlaced()) {
            expired.add(entry.task);
          }
          return isOver || entry.task.isPlaced();
        });
    isStranded &= !waiting.isEmpty();
    return expired;
  }

  int waiting() {
    return waiting.size();
  }

  /**
   * A task that was given a node.
   *
   * @param node counts it already
   */
  record Placed(PendingTask task, NodeId node) {}

  /**
   * A task that stands here.
   *
   * @param since when it came, in nanoseconds
   */
  private record Waiting(PendingTask task, long since) {}
}
