package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of an actor answers: one byte for the kind, then what belongs to it.
 *
 * @param kind which answer
 * @param bytes an encoded outcome, for {@link Kind#OUTCOME}; what the constructor threw, or
 *     nothing, for {@link Kind#DIED}; a listing for {@link Kind#NAMES}
 * @param text a reason or a class name
 * @param incarnation the actor's, for {@link Kind#FOUND}; a node's, for {@link Kind#AGAIN}
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record ActorAnswer(
    Kind kind, byte @Nullable [] bytes, @Nullable String text, @Nullable UUID incarnation) {

  private static final byte[] NO_BYTES = {};
  private static final UUID NOBODY = new UUID(0, 0);

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
    NONE,
    /** It is not here, and was not run: ask where it is now. */
    AGAIN,
    /** It was not run: this member is cut off from most of the others. */
    UNAVAILABLE,
    /** It may have run, and its answer is lost; the text says why. */
    UNKNOWN,
    /** It was not run: as many calls wait as may; the text says how many. */
    OVERLOADED,
    /** It was ended, and perhaps not run, since the actor has begun anew; the text says why. */
    RESTARTED,
    /** It was not run: its time was over while it waited. */
    TIMED_OUT,
    /** It was not run: it would have waited for its own caller; the text has the calls, by line. */
    CYCLE,
    /** The named actors that it owns. */
    NAMES,
    /** It is here, and was before it came again: it is answered when it has ended. */
    WORKING,
    /** It was here, may have run, and is here no more: ask where it is now. */
    MOVED
  }

  static ActorAnswer outcome(byte[] bytes) {
    return new ActorAnswer(Kind.OUTCOME, bytes, null, null);
  }

  static ActorAnswer stored() {
    return new ActorAnswer(Kind.STORED, null, null, null);
  }

  static ActorAnswer died(String reason, byte @Nullable [] failure) {
    return new ActorAnswer(Kind.DIED, failure == null ? NO_BYTES : failure, reason, null);
  }

  static ActorAnswer found(UUID incarnation, String type) {
    return new ActorAnswer(Kind.FOUND, null, type, incarnation);
  }

  static ActorAnswer none() {
    return new ActorAnswer(Kind.NONE, null, null, null);
  }

  static ActorAnswer again() {
    return new ActorAnswer(Kind.AGAIN, null, null, NOBODY);
  }

  static ActorAnswer working() {
    return new ActorAnswer(Kind.WORKING, null, null, null);
  }

  static ActorAnswer moved() {
    return new ActorAnswer(Kind.MOVED, null, null, null);
  }

  /** It is said to be at that node. */
  static ActorAnswer again(NodeId node) {
    return new ActorAnswer(Kind.AGAIN, null, null, node.uuid());
  }

  static ActorAnswer unavailable() {
    return new ActorAnswer(Kind.UNAVAILABLE, null, null, null);
  }

  static ActorAnswer unknown(String reason) {
    return new ActorAnswer(Kind.UNKNOWN, null, reason, null);
  }

  static ActorAnswer timedOut() {
    return new ActorAnswer(Kind.TIMED_OUT, null, null, null);
  }

  static ActorAnswer restarted(String reason) {
    return new ActorAnswer(Kind.RESTARTED, null, reason, null);
  }

  static ActorAnswer names(byte[] listing) {
    return new ActorAnswer(Kind.NAMES, listing, null, null);
  }

  static ActorAnswer cycle(List<String> calls) {
    return new ActorAnswer(Kind.CYCLE, null, String.join("\n", calls), null);
  }

  static ActorAnswer overloaded(String reason) {
    return new ActorAnswer(Kind.OVERLOADED, null, reason, null);
  }

  /** Why the actor is dead, for {@link Kind#DIED}; any other answer is an unexpected one. */
  Death death() {
    String reason = text != null ? text : "it answered " + kind;
    return new Death(reason, bytes == null || bytes.length == 0 ? null : bytes);
  }

  /** The calls that wait for each other, for {@link Kind#CYCLE}. */
  List<String> cycle() {
    return text == null ? List.of() : List.of(text.split("\n"));
  }

  /** The node where it is said to be, for {@link Kind#AGAIN}; null if nothing is said. */
  @Nullable NodeId node() {
    return incarnation == null || incarnation.equals(NOBODY) ? null : new NodeId(incarnation);
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
      case NAMES -> names(in.getBytes());
      case DIED -> {
        byte[] failure = in.getBytes();
        yield died(in.getString(), failure);
      }
      case NONE -> none();
      case AGAIN -> new ActorAnswer(Kind.AGAIN, null, null, in.getUuid());
      case UNAVAILABLE -> unavailable();
      case UNKNOWN -> unknown(in.getString());
      case TIMED_OUT -> timedOut();
      case WORKING -> working();
      case MOVED -> moved();
      case RESTARTED -> restarted(in.getString());
      case OVERLOADED -> overloaded(in.getString());
      case CYCLE -> new ActorAnswer(Kind.CYCLE, null, in.getString(), null);
      case FOUND -> {
        String type = in.getString();
        yield found(in.getUuid(), type);
      }
    };
  }
}
