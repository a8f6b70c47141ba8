package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a node says to a {@link ReplicaMessage}. Wire form: kind, fields in order. */
sealed interface ReplicaAnswer {

  byte[] toBytes();

  static ReplicaAnswer read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int kind = in.getByte();
    return switch (kind) {
      case 0 -> {
        Tenure tenure = Tenure.read(in);
        boolean holds = in.getByte() != 0;
        List<UUID> ids = new ArrayList<>();
        for (int left = in.getCount(); left > 0; left--) {
          ids.add(in.getUuid());
        }
        yield new Promised(tenure, holds, ids);
      }
      case 1 -> new Refused(Epoch.read(in));
      case 2 -> new Busy();
      case 3 -> new OtherView(in.getLong());
      case 4 -> {
        int done = in.getVarInt();
        List<Change> entries = new ArrayList<>();
        for (int left = in.getCount(); left > 0; left--) {
          entries.add(Change.read(in));
        }
        yield new Entries(done, entries);
      }
      case 5 -> new Done();
      case 6 -> new Part(Change.read(in), in.getVarInt(), in.getVarInt(), in.getBytes());
      default -> throw new IllegalArgumentException("Unknown answer about replicas: " + kind);
    };
  }

  /**
   * The promise is given.
   *
   * @param tenure the newest one that the node knows of
   * @param holds whether it has the entries of that tenure
   * @param ids which they are
   */
  record Promised(Tenure tenure, boolean holds, List<UUID> ids) implements ReplicaAnswer {

    public Promised {
      ids = List.copyOf(ids);
    }

    @Override
    public byte[] toBytes() {
      MessageWriter out = new MessageWriter().putByte(0);
      tenure.write(out);
      out.putByte(holds ? 1 : 0).putVarInt(ids.size());
      ids.forEach(out::putUuid);
      return out.toBytes();
    }
  }

  /** A higher epoch has been promised already. */
  record Refused(Epoch promised) implements ReplicaAnswer {

    @Override
    public byte[] toBytes() {
      MessageWriter out = new MessageWriter().putByte(1);
      promised.write(out);
      return out.toBytes();
    }
  }

  /** Calls run that take their time: ask again later. */
  record Busy() implements ReplicaAnswer {

    @Override
    public byte[] toBytes() {
      return new byte[] {2};
    }
  }

  /** The node has another view than the one who asks. */
  record OtherView(long version) implements ReplicaAnswer {

    @Override
    public byte[] toBytes() {
      return new MessageWriter().putByte(3).putLong(version).toBytes();
    }
  }

  /**
   * Some of the entries that were asked for, whole.
   *
   * @param done how many ids, from the first on, this settles; at least one
   * @param entries those of them that exist
   */
  record Entries(int done, List<Change> entries) implements ReplicaAnswer {

    public Entries {
      entries = List.copyOf(entries);
    }

    @Override
    public byte[] toBytes() {
      MessageWriter out = new MessageWriter().putByte(4).putVarInt(done).putVarInt(entries.size());
      entries.forEach(entry -> entry.write(out));
      return out.toBytes();
    }
  }

  /**
   * A part of the first of the entries that were asked for, which is large.
   *
   * @param rest all of it but its state
   * @param total how many bytes the state has
   * @param offset where in it these begin
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, never compared
  record Part(Change rest, int total, int offset, byte[] bytes) implements ReplicaAnswer {

    @Override
    public byte[] toBytes() {
      MessageWriter out = new MessageWriter().putByte(6);
      rest.write(out);
      return out.putVarInt(total).putVarInt(offset).putBytes(bytes).toBytes();
    }
  }

  /** The tenure is noted. */
  record Done() implements ReplicaAnswer {

    @Override
    public byte[] toBytes() {
      return new byte[] {5};
    }
  }
}
