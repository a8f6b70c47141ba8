package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.ObjectRef;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectRefData;
import java.util.UUID;

/** The form of a ref: where its object is; made anew by the cluster. */
final class RefForm extends Form<ObjectRef<?>> {

  @Override
  void write(GraphKryo kryo, Output out, ObjectRef<?> ref) {
    ObjectRefData data = kryo.sink().write(ref);
    out.writeLong(data.id().high());
    out.writeLong(data.id().low());
    out.writeVarInt(data.id().partition(), true);
    out.writeLong(data.owner().getMostSignificantBits());
    out.writeLong(data.owner().getLeastSignificantBits());
  }

  @Override
  ObjectRef<?> read(GraphKryo kryo, Input in, Class<? extends ObjectRef<?>> type) {
    ObjectId id = new ObjectId(in.readLong(), in.readLong(), in.readVarInt(true));
    return kryo.source().read(new ObjectRefData(id, new UUID(in.readLong(), in.readLong())));
  }
}
