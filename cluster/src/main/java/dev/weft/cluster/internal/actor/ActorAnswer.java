package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of an actor answers: one byte for the kind, then what belongs to it.
 *
 * @param kind which answer
 * @param bytes an encoded outcome, for {@link Kind#OUTCOME}
 * @param text a reason or a class name
 * @param incarnation the actor's, for {@link Kind#FOUND}
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record ActorAnswer(
    Kind kind, byte @Nullable [] bytes, @Nullable String text, @Nullable UUID incarnation) {

  /** The kinds of answers; the order is part of the wire form. */
  enum Kind {
    /** The call ended so. */
    OUTCOME,
    /** The call ended; how is in the grid under the id of its ref. */
    STORED,
    /** The actor is dead; the text says why. */
    DIED,
    /** The actor exists; the text is its class. */
    FOUND,
    /** There is no such actor. */
    NONE
  }

  static ActorAnswer outcome(byte[] bytes) {
    return new ActorAnswer(Kind.OUTCOME, bytes, null, null);
  }

  static ActorAnswer stored() {
    return new ActorAnswer(Kind.STORED, null, null, null);
  }

  static ActorAnswer died(String reason) {
    return new ActorAnswer(Kind.DIED, null, reason, null);
  }

  static ActorAnswer found(UUID incarnation, String type) {
    return new ActorAnswer(Kind.FOUND, null, type, incarnation);
  }

  static ActorAnswer none() {
    return new ActorAnswer(Kind.NONE, null, null, null);
  }

  byte[] toBytes() {
    MessageWriter out = new MessageWriter().putByte(kind.ordinal());
    if (bytes != null) {
      out.putBytes(bytes);
    }
    if (text != null) {
      out.putString(text);
    }
    if (incarnation != null) {
      out.putUuid(incarnation);
    }
    return out.toBytes();
  }

  static ActorAnswer read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int kind = in.getByte();
    if (kind < 0 || kind >= Kind.values().length) {
      throw new IllegalArgumentException("Unknown answer " + kind + ".");
    }
    return switch (Kind.values()[kind]) {
      case OUTCOME -> outcome(in.getBytes());
      case STORED -> stored();
      case DIED -> died(in.getString());
      case NONE -> none();
      case FOUND -> {
        String type = in.getString();
        yield found(in.getUuid(), type);
      }
    };
  }
}
