package dev.weft.cluster.internal.group;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.scheduler.BundleId;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.spi.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The member's side of groups: keeps bundles for nodes until they give them back, or are gone. */
public final class GroupHost implements Receiver {

  private static final byte[] DONE = {1};
  private static final byte[] NEVER = {0};
  private static final int MAX_REMEMBERED = 1024;

  private final WorkerPool pool;

  @GuardedBy("this")
  private final Map<UUID, Held> groups = new HashMap<>();

  /** Those given back lately: a wish for one of their bundles has been overtaken. */
  @GuardedBy("this")
  private final Set<UUID> given = new LinkedHashSet<>();

  public GroupHost(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void receive(NodeId from, byte[] bytes, Reply reply) {
    GroupMessage message = GroupMessage.read(bytes);
    Demand demand = message.demand();
    if (demand == null) {
      free(message.group());
      reply.send(DONE);
    } else {
      reserve(from, new BundleId(message.group(), message.bundle()), demand, reply);
    }
  }

  private void reserve(NodeId owner, BundleId id, Demand demand, Reply reply) {
    if (!pool.mayFit(Claim.of(demand)) || !enter(owner, id)) {
      reply.send(NEVER);
      return;
    }
    pool.reserve(id.group(), id, demand, () -> reply.send(DONE));
    if (!isKnown(id.group())) {
      pool.free(id); // it was given back meanwhile
    }
  }

  /** Notes who wants a bundle; false if its group has been given back. */
  private synchronized boolean enter(NodeId owner, BundleId id) {
    if (given.contains(id.group())) {
      return false;
    }
    groups.computeIfAbsent(id.group(), group -> new Held(owner, new ArrayList<>())).ids.add(id);
    return true;
  }

  private synchronized boolean isKnown(UUID group) {
    return groups.containsKey(group);
  }

  private void free(UUID group) {
    Held held;
    synchronized (this) {
      held = groups.remove(group);
      given.add(group);
      if (given.size() > MAX_REMEMBERED) {
        given.remove(given.iterator().next());
      }
    }
    if (held != null) {
      held.ids.forEach(pool::free);
    }
  }

  /** A node is gone, and what it has reserved is free. */
  public void left(NodeId node) {
    List<UUID> lost;
    synchronized (this) {
      lost =
          groups.entrySet().stream()
              .filter(entry -> entry.getValue().owner.equals(node))
              .map(Map.Entry::getKey)
              .toList();
    }
    lost.forEach(this::free);
  }

  private record Held(NodeId owner, List<BundleId> ids) {}
}
