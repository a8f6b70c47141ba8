package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;

/**
 * The message that a task is not wanted on a node.
 *
 * <p>Wire form: id of the task, attempt (varint), flags (byte). It is answered with one byte, 1 if
 * the node has nothing of the task any more, so that its result may be in the grid.
 *
 * @param task what names the task
 * @param attempt the last attempt that is not wanted; those before are not either
 * @param force whether it is to lose its slot if it ignores its interrupt
 * @param drops whether its result is of no use either, being of the last attempt there will be
 */
record CancelWish(ObjectId task, int attempt, boolean force, boolean drops) {

  private static final int FORCE = 1;
  private static final int DROPS = 2;

  byte[] toBytes() {
    MessageWriter out = new MessageWriter();
    ObjectIds.write(task, out);
    return out.putVarInt(attempt).putByte((force ? FORCE : 0) | (drops ? DROPS : 0)).toBytes();
  }

  static CancelWish read(byte[] message) {
    MessageReader in = new MessageReader(message);
    ObjectId task = ObjectIds.read(in);
    int attempt = in.getVarInt();
    int flags = in.getByte();
    return new CancelWish(task, attempt, (flags & FORCE) != 0, (flags & DROPS) != 0);
  }

  /** The answer to it. */
  static byte[] answer(boolean isTooLate) {
    return new byte[] {(byte) (isTooLate ? 1 : 0)};
  }

  static boolean isTooLate(byte[] answer) {
    return answer.length == 1 && answer[0] == 1;
  }
}
