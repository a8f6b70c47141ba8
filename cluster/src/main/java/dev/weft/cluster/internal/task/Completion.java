package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, on its way to its submitter.
 *
 * @param task what names the task
 * @param attempt which run of it: what is said of one that was given up is of no use
 * @param kind what it says
 * @param envelope its outcome, with {@link Kind#INLINE} only
 * @param isSubstitute whether that only says that the outcome cannot be told; not sent
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Completion(
    ObjectId task, int attempt, Kind kind, byte @Nullable [] envelope, boolean isSubstitute) {

  /** What is said of a task. The order is part of the wire form. */
  enum Kind {
    /** Its outcome is in the grid under its id. */
    STORED,
    /** Its outcome is here. */
    INLINE,
    /** It has not begun, and will not: its node is about to leave. */
    RETURNED
  }

  private static final Kind[] KINDS = Kind.values();

  static Completion of(ObjectId task, int attempt, Ending ending) {
    byte[] envelope = ending.envelope();
    return new Completion(
        task, attempt, envelope == null ? Kind.STORED : Kind.INLINE, envelope, false);
  }

  static Completion returned(ObjectId task, int attempt) {
    return new Completion(task, attempt, Kind.RETURNED, null, false);
  }

  /** The same of a task whose outcome cannot be told. */
  Completion instead(byte[] failure) {
    return new Completion(task, attempt, Kind.INLINE, failure, true);
  }

  int size() {
    return 32 + (envelope == null ? 0 : envelope.length);
  }

  Ending ending() {
    return envelope == null ? Ending.STORED : Ending.of(envelope);
  }

  /** Writes a batch: count, then for each its task, attempt, kind, and envelope if it has one. */
  static byte[] writeAll(List<Completion> completions) {
    MessageWriter out = new MessageWriter().putVarInt(completions.size());
    for (Completion completion : completions) {
      ObjectIds.write(completion.task, out);
      out.putVarInt(completion.attempt).putByte(completion.kind.ordinal());
      if (completion.envelope != null) {
        out.putBytes(completion.envelope);
      }
    }
    return out.toBytes();
  }

  static List<Completion> readAll(byte[] message) {
    MessageReader in = new MessageReader(message);
    int count = in.getCount();
    List<Completion> completions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ObjectId task = ObjectIds.read(in);
      int attempt = in.getVarInt();
      int kind = in.getByte();
      if (kind < 0 || kind >= KINDS.length) {
        throw new IllegalArgumentException("A completion is of kind " + kind + ".");
      }
      byte[] envelope = KINDS[kind] == Kind.INLINE ? in.getBytes() : null;
      completions.add(new Completion(task, attempt, KINDS[kind], envelope, false));
    }
    return completions;
  }
}
