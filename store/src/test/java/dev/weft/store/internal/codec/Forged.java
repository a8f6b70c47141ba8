package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.function.Consumer;

/** Bytes that no codec wrote. */
final class Forged {

  private static final int VALUE = 1;
  private static final int NOT_NULL = 1;

  private Forged() {}

  /** A value whose class is named. */
  static byte[] named(String className) {
    return value(
        out -> {
          out.writeVarInt(1, true);
          out.writeVarInt(0, true);
          Strings.write(out, className);
          out.writeInt(0);
          out.writeByte(NOT_NULL);
          out.writeBytes(new byte[64]);
        });
  }

  /** A value of a fixed type. */
  static byte[] fixed(int id, Consumer<Output> content) {
    return value(
        out -> {
          out.writeVarInt(id + 2, true);
          out.writeByte(NOT_NULL);
          content.accept(out);
        });
  }

  static byte[] value(Consumer<Output> content) {
    GrowingOutput out = new GrowingOutput();
    out.writeByte(VALUE);
    content.accept(out);
    return out.toBytes();
  }
}
