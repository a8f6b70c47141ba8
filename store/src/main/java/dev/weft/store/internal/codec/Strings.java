package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of text: a number, twice the length plus 1 if a character takes two bytes, then the
 * characters, little endian. Every string survives, ill-formed ones too.
 */
final class Strings {

  private Strings() {}

  @SuppressWarnings("deprecation") // the low bytes are what is wanted: the text is Latin-1
  static void write(Output out, String text) {
    int length = text.length();
    if (isLatin1(text)) {
      out.writeVarLong((long) length << 1, true);
      int at = Wire.reserve(out, length);
      text.getBytes(0, length, out.getBuffer(), at);
      return;
    }
    out.writeVarLong(((long) length << 1) | 1, true);
    int at = Wire.reserve(out, (long) length << 1);
    ByteBuffer.wrap(out.getBuffer(), at, length << 1)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asCharBuffer()
        .put(text);
  }

  static String read(Input in) {
    long header = in.readVarLong(true);
    boolean wide = (header & 1) != 0;
    int length = Wire.checkLength(in, header >>> 1, wide ? 2 : 1);
    int at = in.position();
    if (!wide) {
      in.setPosition(at + length);
      return new String(in.getBuffer(), at, length, StandardCharsets.ISO_8859_1);
    }
    char[] chars = new char[length];
    ByteBuffer.wrap(in.getBuffer(), at, length << 1)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asCharBuffer()
        .get(chars);
    in.setPosition(at + (length << 1));
    return new String(chars);
  }

  static void writeNullable(Output out, @Nullable String text) {
    out.writeBoolean(text != null);
    if (text != null) {
      write(out, text);
    }
  }

  static @Nullable String readNullable(Input in) {
    return in.readBoolean() ? read(in) : null;
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }
}
