package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;

/** Room and lengths in the buffers of Kryo. */
final class Wire {

  /** The largest array that every JVM can make. */
  static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private Wire() {}

  /** Makes room for bytes that the caller fills in; returns where. */
  static int reserve(Output out, long bytes) {
    if (bytes > MAX_BYTES) {
      throw tooLarge();
    }
    int at = ((GrowingOutput) out).reserve((int) bytes);
    out.setPosition(at + (int) bytes);
    return at;
  }

  static CannotTravel tooLarge() {
    return new CannotTravel(
        "The value", "takes more than 2 GiB of bytes. Split it, and put the parts one by one.");
  }

  static void writeLength(Output out, int length) {
    out.writeVarInt(length, true);
  }

  /** Reads the number of things that follow, each of which takes some bytes at least. */
  static int readLength(Input in, int bytesEach) {
    return checkLength(in, in.readVarInt(true) & 0xffffffffL, bytesEach);
  }

  /** The length, if the bytes at hand can hold so many things: before anything is allocated. */
  static int checkLength(Input in, long length, int bytesEach) {
    int remaining = in.limit() - in.position();
    if (length < 0 || length > remaining / bytesEach) {
      throw new UnreadableValueException(
          "A length of "
              + length
              + " is announced where "
              + remaining
              + " bytes are left: the bytes are damaged.");
    }
    return (int) length;
  }
}
