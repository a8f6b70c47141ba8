package dev.weft.cluster.internal.object;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.Outcome;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectRefData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An argument that was given as a ref and is ready: its bytes, or where in the grid they are.
 *
 * @param position its place among the arguments
 * @param envelope the bytes, or null
 * @param stored where they are, or null
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
public record Input(int position, byte @Nullable [] envelope, @Nullable ObjectRefData stored) {

  /** The form in which a ref that is done goes along with a call. */
  public static Input of(int position, ClusterRef<?> ref, ObjectTable objects) {
    if (objects.isStored(ref)) {
      return new Input(position, null, new ObjectRefData(ref.id(), ref.maker().uuid()));
    }
    return new Input(position, objects.envelope(ref), null);
  }

  /** The value, or the failure that the call then has. */
  public Outcome outcome(Job job, ObjectTable objects) {
    return envelope != null
        ? job.decodeOutcome(envelope)
        : objects.load(job, Objects.requireNonNull(stored));
  }

  /** The number of bytes that go along. */
  public int size() {
    return envelope == null ? 0 : envelope.length;
  }

  /** Writes a count, then for each its position and its form. */
  public static void writeAll(List<Input> inputs, MessageWriter out) {
    out.putVarInt(inputs.size());
    for (Input input : inputs) {
      out.putVarInt(input.position);
      ObjectRefData data = input.stored;
      if (data == null) {
        out.putByte(0).putBytes(Objects.requireNonNull(input.envelope));
      } else {
        out.putByte(1);
        ObjectIds.write(data.id(), out);
        out.putUuid(data.owner());
      }
    }
  }

  public static List<Input> readAll(MessageReader in) {
    int count = in.getCount();
    if (count == 0) {
      return List.of();
    }
    List<Input> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int position = in.getVarInt();
      if (in.getByte() == 0) {
        inputs.add(new Input(position, in.getBytes(), null));
      } else {
        ObjectId id = ObjectIds.read(in);
        inputs.add(new Input(position, null, new ObjectRefData(id, in.getUuid())));
      }
    }
    return inputs;
  }
}
