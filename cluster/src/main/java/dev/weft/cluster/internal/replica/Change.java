package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes one version of an entry of another, or of nothing.
 *
 * @param id the entry
 * @param group what it belongs to, and ends with
 * @param base the version that must be there; {@link #ANY} if this is all of the entry
 * @param version the version that it makes
 * @param head what hardly changes; null if it has not
 * @param state what does; null if it has not
 * @param isDead whether the entry is only a note that there was one
 * @param sessions callers of whom it knows more; with {@link #ANY}, all
 * @param ended callers that make no more calls
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
public record Change(
    UUID id,
    UUID group,
    long base,
    long version,
    byte @Nullable [] head,
    byte @Nullable [] state,
    boolean isDead,
    Map<CallerKey, Session> sessions,
    List<CallerKey> ended) {

  /** The base of a change that needs none. */
  public static final long ANY = -1;

  private static final int HEAD = 1;
  private static final int STATE = 2;
  private static final int DEAD = 4;

  public Change {
    sessions = Map.copyOf(sessions);
    ended = List.copyOf(ended);
  }

  boolean isWhole() {
    return base == ANY;
  }

  /** The same with another state; null for none. */
  Change withState(byte @Nullable [] other) {
    return new Change(id, group, base, version, head, other, isDead, sessions, ended);
  }

  /** The same based on a version that nobody has, so that it is taken where it is known only. */
  Change unfit() {
    return new Change(id, group, Long.MAX_VALUE, version, head, null, isDead, sessions, ended);
  }

  /** About how many bytes it takes in a message. */
  int size() {
    int size = 80 + 24 * ended.size();
    size += head == null ? 0 : head.length;
    size += state == null ? 0 : state.length;
    for (Session session : sessions.values()) {
      size += 24 + session.size();
    }
    return Math.max(size, 0) == size ? size : Integer.MAX_VALUE;
  }

  void write(MessageWriter out) {
    out.putUuid(id).putUuid(group).putLong(base).putLong(version);
    out.putByte((head == null ? 0 : HEAD) | (state == null ? 0 : STATE) | (isDead ? DEAD : 0));
    if (head != null) {
      out.putBytes(head);
    }
    if (state != null) {
      out.putBytes(state);
    }
    out.putVarInt(sessions.size());
    sessions.forEach(
        (caller, session) -> {
          caller.write(out);
          session.write(out);
        });
    out.putVarInt(ended.size());
    ended.forEach(caller -> caller.write(out));
  }

  static Change read(MessageReader in) {
    UUID id = in.getUuid();
    UUID group = in.getUuid();
    long base = in.getLong();
    long version = in.getLong();
    int flags = in.getByte();
    byte[] head = (flags & HEAD) == 0 ? null : in.getBytes();
    byte[] state = (flags & STATE) == 0 ? null : in.getBytes();
    Map<CallerKey, Session> sessions = new HashMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      sessions.put(CallerKey.read(in), Session.read(in));
    }
    List<CallerKey> ended = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      ended.add(CallerKey.read(in));
    }
    return new Change(id, group, base, version, head, state, (flags & DEAD) != 0, sessions, ended);
  }
}
