package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.put;

import dev.weft.spi.ActorAddress;
import dev.weft.store.ObjectId;
import dev.weft.store.StreamHandle;
import java.util.UUID;

/** Weft's own value types, numbers 4 to 9. */
final class WeftTypes {

  private WeftTypes() {}

  static void register() {
    add(
        4,
        new ValueForm<>(
            (out, id) -> {
              out.writeLong(id.high());
              out.writeLong(id.low());
              out.writeVarInt(id.partition(), true);
            },
            in -> new ObjectId(in.readLong(), in.readLong(), in.readVarInt(true))),
        ObjectId.class);
    add(
        5,
        new SealedForm<>(
            SealedForm.Kind.CONTENT,
            a -> new Object[] {a.id(), a.incarnation(), a.type()},
            p -> new ActorAddress((UUID) p[0], (UUID) p[1], (String) p[2])),
        ActorAddress.class);
    put(7, new StreamForm(), StreamHandle.class);
  }
}
