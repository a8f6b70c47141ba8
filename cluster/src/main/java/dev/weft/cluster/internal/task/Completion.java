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
 * @param envelope its outcome, or null when that is in the grid under the task's id
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Completion(ObjectId task, byte @Nullable [] envelope) {

  int size() {
    return 32 + (envelope == null ? 0 : envelope.length);
  }

  Ending ending() {
    return envelope == null ? Ending.STORED : Ending.of(envelope);
  }

  /** Writes a batch: count, then for each its task, 0 or 1, and the envelope if 1. */
  static byte[] writeAll(List<Completion> completions) {
    MessageWriter out = new MessageWriter().putVarInt(completions.size());
    for (Completion completion : completions) {
      ObjectIds.write(completion.task, out);
      byte[] envelope = completion.envelope;
      if (envelope == null) {
        out.putByte(0);
      } else {
        out.putByte(1).putBytes(envelope);
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
      completions.add(new Completion(task, in.getByte() == 0 ? null : in.getBytes()));
    }
    return completions;
  }
}
