package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire form of answers that go back to one node together.
 *
 * <pre>
 *   version | answers | { exchange, attempt, answer } …
 * </pre>
 */
final class AnswerBatch {

  private static final int VERSION = 1;

  private AnswerBatch() {}

  static byte[] write(List<Item> batch) {
    MessageWriter out = new MessageWriter().putByte(VERSION).putVarInt(batch.size());
    for (Item item : batch) {
      out.putLong(item.exchange).putVarInt(item.attempt).putBytes(item.answer);
    }
    return out.toBytes();
  }

  static List<Item> read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Batches of answers of actors of wire version " + version + " are unknown.");
    }
    int count = in.getCount();
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new Item(in.getLong(), in.getVarInt(), in.getBytes()));
    }
    return items;
  }

  /**
   * One answer.
   *
   * @param exchange with the next, the request that it answers
   * @param answer encoded; empty if the request could not be dealt with
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, never compared
  record Item(long exchange, int attempt, byte[] answer) {

    private static final int OVERHEAD = 16;

    int size() {
      return OVERHEAD + answer.length;
    }
  }
}
