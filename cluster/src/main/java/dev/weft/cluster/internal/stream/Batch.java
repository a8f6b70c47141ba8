package dev.weft.cluster.internal.stream;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The next elements of a stream, encoded one by one, and whether others follow.
 *
 * <p>Wire form: kind (byte), count, each element's bytes; for {@link Kind#FAILED} those of the
 * failure.
 *
 * @param kind what follows the elements
 * @param elements at least one, unless nothing follows
 * @param failure the encoded failure, if that follows
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Batch(Kind kind, Deque<byte[]> elements, byte @Nullable [] failure) {

  /** What follows a batch. The order is part of the wire form. */
  enum Kind {
    MORE,
    END,
    FAILED,
    /** There is no such stream, or another reads it. */
    GONE;

    private static final Kind[] ALL = values();
  }

  static Batch gone() {
    return new Batch(Kind.GONE, new ArrayDeque<>(0), null);
  }

  byte[] write() {
    MessageWriter out = new MessageWriter().putByte(kind.ordinal()).putVarInt(elements.size());
    elements.forEach(out::putBytes);
    if (failure != null) {
      out.putBytes(failure);
    }
    return out.toBytes();
  }

  static Batch read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int ordinal = in.getByte();
    if (ordinal < 0 || ordinal >= Kind.ALL.length) {
      throw new IllegalArgumentException("Unknown kind of batch " + ordinal + ".");
    }
    Kind kind = Kind.ALL[ordinal];
    int count = in.getCount();
    Deque<byte[]> elements = new ArrayDeque<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(in.getBytes());
    }
    return new Batch(kind, elements, kind == Kind.FAILED ? in.getBytes() : null);
  }
}
