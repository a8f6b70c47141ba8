package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The nodes on which tasks of one kind of request can run, and the choice among them. As with
 * {@link NodeChoice} a node has only so many of them at a time; this one too, so that what waits
 * can still go to a member that joins.
 *
 * <p>Not safe for use by several threads.
 */
public final class Candidates {

  private final Request request;
  private final Members members;
  private final LongSupplier clock;
  private final RandomGenerator random;
  private final Map<NodeId, Window> windows = new HashMap<>();

  /** How many each was given since the last change, so that a spread is even from the start. */
  private final Map<NodeId, Long> given = new HashMap<>();

  private List<NodeId> seen = List.of();
  private List<NodeId> nodes = List.of();

  /**
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  public Candidates(Request request, Members members, LongSupplier clock, RandomGenerator random) {
    this.request = request;
    this.members = members;
    this.clock = clock;
    this.random = random;
  }

  /** The nodes that could run such a task, whether they have room or not. */
  public List<NodeId> nodes() {
    List<NodeId> workers = members.workers();
    if (workers != seen) {
      nodes = find(workers);
      seen = workers;
      windows.keySet().retainAll(workers);
      given.clear();
    }
    return nodes;
  }

  private List<NodeId> find(List<NodeId> workers) {
    BundleId bundle = request.claim().bundle();
    if (bundle != null) {
      NodeId node = members.nodeOf(bundle);
      return node != null && workers.contains(node) ? List.of(node) : List.of();
    }
    List<NodeId> fitting = new ArrayList<>();
    for (NodeId node : workers) {
      if (fits(node)) {
        fitting.add(node);
      }
    }
    if (request.place() instanceof Place.OnMember wanted) {
      List<NodeId> named = fitting.stream().filter(node -> isNamed(node, wanted)).toList();
      return named.isEmpty() && wanted.isSoft() ? fitting : named;
    }
    if (request.place() instanceof Place.Labelled wanted) {
      fitting.removeIf(node -> !isLabelled(node, wanted));
    }
    return fitting;
  }

  private boolean fits(NodeId node) {
    return request.demand().fitsInto(members.capacity(node).total());
  }

  private boolean isNamed(NodeId node, Place.OnMember wanted) {
    return node.uuid().toString().equals(wanted.member())
        || members.describe(node).equals(wanted.member());
  }

  private boolean isLabelled(NodeId node, Place.Labelled wanted) {
    Map<String, String> labels = members.capacity(node).labels();
    return wanted.labels().stream().allMatch(label -> label.matches(labels));
  }

  /**
   * A node for the next task, counted as being there from now on; null if none has room.
   *
   * @param size of the task, in bytes
   * @param holder holds most of its arguments, or null
   */
  public @Nullable NodeId choose(int size, @Nullable NodeId holder) {
    List<NodeId> possible = nodes();
    if (possible.isEmpty()) {
      return null;
    }
    if (request.near() >= 0) {
      NodeId owner = members.ownerOf(request.near());
      if (owner != null && possible.contains(owner)) {
        return take(owner, size); // or wait for it: what is near is worth more than a free slot
      }
    }
    if (request.place() == Place.SPREAD) {
      return spread(possible, size);
    }
    NodeId self = members.self();
    if (possible.contains(self) && window(self).outstanding() < capacity(self)) {
      return take(self, size);
    }
    NodeId first = possible.get(random.nextInt(possible.size()));
    if (holder != null
        && possible.contains(holder)
        && window(holder).outstanding() <= window(first).outstanding() + NodeChoice.HOLDERS_LEAD
        && take(holder, size) != null) {
      return holder;
    }
    NodeId second = possible.get(random.nextInt(possible.size()));
    NodeId freer = load(second) < load(first) ? second : first;
    return take(freer, size) != null ? freer : firstWithRoom(possible, size);
  }

  private @Nullable NodeId firstWithRoom(List<NodeId> possible, int size) {
    for (NodeId node : possible) {
      if (take(node, size) != null) {
        return node;
      }
    }
    return null;
  }

  /** Of those with room the one that has fewest, and of those the one that was given fewest. */
  private @Nullable NodeId spread(List<NodeId> possible, int size) {
    NodeId best = null;
    for (NodeId node : possible) {
      if (window(node).hasRoom(size) && (best == null || isFreer(node, best))) {
        best = node;
      }
    }
    if (best != null) {
      window(best).add(size);
      given.merge(best, 1L, Long::sum);
    }
    return best;
  }

  private boolean isFreer(NodeId node, NodeId other) {
    int difference = window(node).outstanding() - window(other).outstanding();
    return difference < 0
        || (difference == 0 && given.getOrDefault(node, 0L) < given.getOrDefault(other, 0L));
  }

  /** How much a node has to do with them, compared with how many it can run at a time. */
  private double load(NodeId node) {
    return (double) window(node).outstanding() / capacity(node);
  }

  /** A node could run more of them than it has been given. */
  public void isHungry(NodeId node) {
    Window window = windows.get(node);
    if (window != null) {
      window.widen();
    }
  }

  /** A task is there without having been placed. */
  public void add(NodeId node, int size) {
    window(node).add(size);
  }

  /** A task that was placed has left a node. */
  public void done(NodeId node, int size) {
    Window window = windows.get(node);
    if (window != null) {
      window.done(size);
    }
  }

  private @Nullable NodeId take(NodeId node, int size) {
    return window(node).take(size) ? node : null;
  }

  private Window window(NodeId node) {
    return windows.computeIfAbsent(
        node, key -> new Window(clock, 2 * capacity(node), 1 + capacity(node)));
  }

  private int capacity(NodeId node) {
    return Math.max(1, members.capacity(node).timesOf(request.demand()));
  }

  /** Why none can run it, for people. */
  public String describeWorkers() {
    StringBuilder text = new StringBuilder();
    for (NodeId node : members.workers()) {
      text.append(text.isEmpty() ? "" : "; ")
          .append(members.describe(node))
          .append(" has ")
          .append(members.capacity(node));
    }
    return text.toString();
  }
}
