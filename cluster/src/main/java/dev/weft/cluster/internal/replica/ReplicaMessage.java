package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is asked of the nodes of the view when a partition gets another owner or another write set.
 * Wire form: kind, version, partition, fields in order. Batches of {@link Push}, and {@link Piece},
 * are of their own form.
 */
sealed interface ReplicaMessage {

  int PUSH = 0;
  int PREPARE = 1;
  int FETCH = 2;
  int ANNOUNCE = 3;
  int PIECE = 4;

  int VERSION = 2;

  int partition();

  int kind();

  void writeFields(MessageWriter out);

  default byte[] toBytes() {
    MessageWriter out = new MessageWriter().putByte(kind()).putByte(VERSION).putVarInt(partition());
    writeFields(out);
    return out.toBytes();
  }

  /** Reads what follows the kind. */
  static ReplicaMessage read(int kind, MessageReader in) {
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Messages about replicas of wire version " + version + " are unknown.");
    }
    int partition = in.getVarInt();
    return switch (kind) {
      case PREPARE -> new Prepare(partition, Epoch.read(in), in.getLong());
      case FETCH -> {
        Epoch epoch = Epoch.read(in);
        List<UUID> ids = new ArrayList<>();
        for (int left = in.getCount(); left > 0; left--) {
          ids.add(in.getUuid());
        }
        yield new Fetch(partition, epoch, ids, in.getVarInt());
      }
      case ANNOUNCE -> new Announce(partition, Tenure.read(in), in.getLong());
      default -> throw new IllegalArgumentException("Unknown message about replicas: " + kind);
    };
  }

  /**
   * Asks for the promise to take nothing of a lower epoch any more.
   *
   * @param view the version of the view in which it is asked
   */
  record Prepare(int partition, Epoch epoch, long view) implements ReplicaMessage {

    @Override
    public int kind() {
      return PREPARE;
    }

    @Override
    public void writeFields(MessageWriter out) {
      epoch.write(out);
      out.putLong(view);
    }
  }

  /**
   * Asks a node that has given its promise for entries.
   *
   * @param offset where to go on in the state of the first
   */
  record Fetch(int partition, Epoch epoch, List<UUID> ids, int offset) implements ReplicaMessage {

    public Fetch {
      ids = List.copyOf(ids);
    }

    @Override
    public int kind() {
      return FETCH;
    }

    @Override
    public void writeFields(MessageWriter out) {
      epoch.write(out);
      out.putVarInt(ids.size());
      ids.forEach(out::putUuid);
      out.putVarInt(offset);
    }
  }

  /** Tells who owns a partition from now on, and who follows. */
  record Announce(int partition, Tenure tenure, long view) implements ReplicaMessage {

    @Override
    public int kind() {
      return ANNOUNCE;
    }

    @Override
    public void writeFields(MessageWriter out) {
      tenure.write(out);
      out.putLong(view);
    }
  }
}
