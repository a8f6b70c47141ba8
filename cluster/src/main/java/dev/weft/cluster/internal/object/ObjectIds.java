package dev.weft.cluster.internal.object;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;

/** The wire form of {@link ObjectId}: its 128 bits, then its partition. */
public final class ObjectIds {

  private ObjectIds() {}

  public static void write(ObjectId id, MessageWriter out) {
    out.putLong(id.high()).putLong(id.low()).putVarInt(id.partition());
  }

  public static ObjectId read(MessageReader in) {
    return new ObjectId(in.getLong(), in.getLong(), in.getVarInt());
  }
}
