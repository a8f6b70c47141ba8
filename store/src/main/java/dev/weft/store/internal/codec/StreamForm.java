package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.StreamHandle;
import java.util.UUID;

/** The form of the handle of a stream; read as the stream itself, which the cluster makes. */
final class StreamForm extends Form<Object> {

  @Override
  void write(GraphKryo kryo, Output out, Object value) {
    StreamHandle handle = (StreamHandle) value;
    writeId(out, handle.id());
    writeId(out, handle.producer());
    out.writeBoolean(handle.isIterator());
    Strings.write(out, handle.name());
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> type) {
    return kryo.source().stream(
        new StreamHandle(readId(in), readId(in), in.readBoolean(), Strings.read(in)));
  }

  private static void writeId(Output out, UUID id) {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readId(Input in) {
    return new UUID(in.readLong(), in.readLong());
  }
}
