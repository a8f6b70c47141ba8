package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One replicated thing on one node. Guarded by its {@link Replica}. */
final class Entry {

  private static final byte[] NOTHING = {};

  /** How long it is remembered that there was one, for late messages. */
  private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final UUID id;
  private UUID group;
  private long version;
  private byte[] head = NOTHING;
  private byte[] state = NOTHING;
  private boolean isDead;
  private long deadSince;
  private final Map<CallerKey, Session> sessions = new HashMap<>();

  /** An entry as a whole change makes it. */
  Entry(Change whole) {
    id = whole.id();
    group = whole.group();
    apply(whole);
  }

  UUID id() {
    return id;
  }

  UUID group() {
    return group;
  }

  long version() {
    return version;
  }

  byte[] head() {
    return head;
  }

  /** Whether it is only a note that there was one. */
  boolean isDead() {
    return isDead;
  }

  /** Whether it is only such a note, and an old one. */
  boolean isForgotten(long now) {
    if (!isDead) {
      return false;
    }
    if (deadSince == 0) {
      deadSince = now;
    }
    return now - deadSince > MEMORY_NANOS;
  }

  /** Makes the version of a change, which must fit. */
  void apply(Change change) {
    if (change.isWhole()) {
      sessions.clear();
    }
    group = change.group();
    version = change.version();
    isDead = change.isDead();
    if (change.head() != null) {
      head = change.head();
    }
    if (change.state() != null) {
      state = change.state();
    }
    change
        .sessions()
        .forEach(
            (caller, session) ->
                sessions.merge(caller, session, (known, more) -> known.with(more)));
    change.ended().forEach(sessions::remove);
  }

  /** A node is gone, and with it the callers that were there. */
  void forget(NodeId node) {
    sessions.keySet().removeIf(caller -> caller.node().equals(node));
  }

  /** All of it, for a node that has none of it. */
  Change whole() {
    return new Change(id, group, Change.ANY, version, head, state, isDead, sessions, List.of());
  }
}
