package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an owner knows of one node that follows it, or is about to. Guarded by the {@link Replica}.
 */
final class Follower {

  private final NodeId node;

  /** Entries of which it has not, or not surely, the newest version; with what it surely has. */
  private final Map<UUID, Long> behind = new HashMap<>();

  private final Set<UUID> onTheWay = new HashSet<>();

  /** What it has to get before it counts; empty when it does. */
  private final Set<UUID> unsynced;

  /**
   * @param entries what there is, of which it has nothing
   */
  Follower(NodeId node, Collection<UUID> entries) {
    this.node = node;
    unsynced = new HashSet<>(entries);
    entries.forEach(id -> behind.put(id, 0L));
  }

  NodeId node() {
    return node;
  }

  /** Whether it has had all that there was when it began to follow. */
  boolean isInSync() {
    return unsynced.isEmpty();
  }

  /** An entry has another version than the one before. */
  void changed(UUID id, long before) {
    behind.putIfAbsent(id, before);
  }

  /** The version that it has for sure, {@code current} if it is not behind. */
  long has(UUID id, long current) {
    return behind.getOrDefault(id, current);
  }

  /** Whether something is to be sent now: it is behind, and nothing is on the way. */
  boolean beginSending(UUID id) {
    return behind.containsKey(id) && onTheWay.add(id);
  }

  /** It has taken a version. */
  void took(UUID id, long version, long current) {
    onTheWay.remove(id);
    unsynced.remove(id);
    if (version >= current) {
      behind.remove(id);
    } else {
      behind.put(id, version);
    }
  }

  /** It lacks an entry that it was thought to have. */
  void lacks(UUID id) {
    onTheWay.remove(id);
    behind.put(id, 0L);
  }

  /** It has not said anything. */
  void unanswered(UUID id) {
    onTheWay.remove(id);
  }

  /** An entry is gone. */
  void forget(UUID id) {
    behind.remove(id);
    unsynced.remove(id);
  }

  /** What it is behind with. */
  Set<UUID> behind() {
    return Set.copyOf(behind.keySet());
  }
}
