package dev.weft.cluster.internal.replica;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.transport.NodeId;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Large states that come to this node in pieces, which may be late, lost or doubled. What is not
 * gone on with is forgotten after some time, and at once when its sender has begun several others:
 * it sends one after the other, and what it has given up takes much room.
 */
final class Assemblies {

  /** So many a node may have here whose versions are on their way. */
  private static final int MOST_OF_ONE = 8;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

  @GuardedBy("this")
  private final Map<Key, Assembly> open = new HashMap<>();

  /** Takes a piece. */
  synchronized void take(NodeId from, Piece piece, long now) {
    Assembly assembly =
        open.computeIfAbsent(
            new Key(from, piece.transfer()), key -> new Assembly(new byte[piece.total()]));
    forgetOldest(from);
    assembly.touched = now;
    if (assembly.state.length == piece.total() && assembly.offsets.add(piece.offset())) {
      System.arraycopy(piece.bytes(), 0, assembly.state, piece.offset(), piece.bytes().length);
      assembly.missing -= piece.bytes().length;
    }
  }

  @GuardedBy("this")
  private void forgetOldest(NodeId from) {
    List<Key> own = open.keySet().stream().filter(key -> key.from.equals(from)).toList();
    if (own.size() > MOST_OF_ONE) {
      open.remove(Collections.min(own, Comparator.comparingLong(Key::transfer)));
    }
  }

  /** A state all of whose pieces have come, once; null if not all have. */
  synchronized byte @Nullable [] finish(NodeId from, long transfer) {
    Assembly assembly = open.remove(new Key(from, transfer));
    return assembly == null || assembly.missing != 0 ? null : assembly.state;
  }

  /** A node is gone. */
  synchronized void left(NodeId node) {
    open.keySet().removeIf(key -> key.from.equals(node));
  }

  /** Forgets what was not gone on with. */
  synchronized void sweep(long now) {
    open.values().removeIf(assembly -> now - assembly.touched > PATIENCE_NANOS);
  }

  /** How many are under way. */
  synchronized int size() {
    return open.size();
  }

  synchronized void clear() {
    open.clear();
  }

  private record Key(NodeId from, long transfer) {}

  private static final class Assembly {

    private final byte[] state;
    private final Set<Integer> offsets = new HashSet<>();
    private long missing;
    private long touched;

    Assembly(byte[] state) {
      this.state = state;
      this.missing = state.length;
    }
  }
}
