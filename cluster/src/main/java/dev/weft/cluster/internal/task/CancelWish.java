package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;

/**
 * The message that a task is not wanted on a node.
 *
 * <p>Wire form: id of the task, attempt (varint), flags (byte). It is answered with one byte: 1 if
 * the node has nothing of the task any more, so that its result may be in the grid; 2 if it was
 * queued there and will not run; else 0.
 *
 * @param task what names the task
 * @param attempt the last attempt that is not wanted; those before are not either
 * @param kind how much is wished for
 */
record CancelWish(ObjectId task, int attempt, Kind kind) {

  /** How much is wished for. The order is part of the wire form. */
  enum Kind {
    /** It is to be stopped; another attempt may be under way elsewhere. */
    GIVE_UP,
    /** It is to be stopped, and its result is of no use: there will be no other attempt. */
    STOP,
    /** The same, and if it ignores its interrupt it is to lose its slot. */
    FORCE,
    /** It is not to begin; if it has, it may go on. */
    WITHDRAW
  }

  private static final Kind[] KINDS = Kind.values();
  private static final byte TOO_LATE = 1;
  private static final byte WITHDRAWN = 2;

  byte[] toBytes() {
    MessageWriter out = new MessageWriter();
    ObjectIds.write(task, out);
    return out.putVarInt(attempt).putByte(kind.ordinal()).toBytes();
  }

  static CancelWish read(byte[] message) {
    MessageReader in = new MessageReader(message);
    ObjectId task = ObjectIds.read(in);
    int attempt = in.getVarInt();
    int kind = in.getByte();
    if (kind < 0 || kind >= KINDS.length) {
      throw new IllegalArgumentException("A task cannot be cancelled in the way " + kind + ".");
    }
    return new CancelWish(task, attempt, KINDS[kind]);
  }

  boolean drops() {
    return kind == Kind.STOP || kind == Kind.FORCE;
  }

  static byte[] answer(boolean isTooLate, boolean isWithdrawn) {
    return new byte[] {isTooLate ? TOO_LATE : isWithdrawn ? WITHDRAWN : 0};
  }

  static boolean isTooLate(byte[] answer) {
    return answer.length == 1 && answer[0] == TOO_LATE;
  }

  static boolean isWithdrawn(byte[] answer) {
    return answer.length == 1 && answer[0] == WITHDRAWN;
  }
}
