package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.Arrays;

/**
 * A part of a large state on its way to a follower, ahead of the {@link Push} that it belongs to.
 * Wire form: kind, version, fields in order.
 *
 * @param transfer names the state, within its sender
 * @param total how many bytes the state has
 * @param offset where in it this piece begins
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Piece(long transfer, int total, int offset, byte[] bytes) {

  private static final int VERSION = 1;

  /** No state is larger, so whatever says it is is broken, and gets no memory. */
  static final int LARGEST = 1 << 30;

  /** The piece of a state that begins there. */
  static Piece of(long transfer, byte[] state, int offset, int most) {
    int end = (int) Math.min(state.length, (long) offset + most);
    return new Piece(transfer, state.length, offset, Arrays.copyOfRange(state, offset, end));
  }

  byte[] toBytes() {
    return new MessageWriter()
        .putByte(ReplicaMessage.PIECE)
        .putByte(VERSION)
        .putLong(transfer)
        .putVarInt(total)
        .putVarInt(offset)
        .putBytes(bytes)
        .toBytes();
  }

  /** Reads what follows the kind of the message. */
  static Piece read(MessageReader in) {
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("Pieces of wire version " + version + " are unknown.");
    }
    Piece piece = new Piece(in.getLong(), in.getVarInt(), in.getVarInt(), in.getBytes());
    if (piece.total > LARGEST) {
      throw new IllegalArgumentException(
          "A state of " + piece.total + " bytes is larger than any, " + LARGEST + ".");
    }
    if (piece.offset < 0 || piece.total < 0 || piece.bytes.length > piece.total - piece.offset) {
      throw new IllegalArgumentException(
          piece.bytes.length + " bytes at " + piece.offset + " are not in " + piece.total + ".");
    }
    return piece;
  }
}
