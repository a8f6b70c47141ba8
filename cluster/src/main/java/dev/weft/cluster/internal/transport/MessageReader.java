package dev.weft.cluster.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link MessageWriter} built. Every length is checked against what is there before
 * anything is allocated; a malformed message is an {@link IllegalArgumentException}.
 */
public final class MessageReader {

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] buffer;
  private int position;

  public MessageReader(byte[] message) {
    this.buffer = message;
  }

  public int getByte() {
    require(1);
    return buffer[position++];
  }

  public int getVarInt() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = getByte();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number in the message is too long.");
  }

  /** A count of things of at least one byte each. */
  public int getCount() {
    int count = getVarInt();
    require(count);
    return count;
  }

  public long getLong() {
    require(Long.BYTES);
    long value = (long) LONGS.get(buffer, position);
    position += Long.BYTES;
    return value;
  }

  public UUID getUuid() {
    return new UUID(getLong(), getLong());
  }

  public byte[] getBytes() {
    int length = getCount();
    byte[] bytes = Arrays.copyOfRange(buffer, position, position + length);
    position += length;
    return bytes;
  }

  public String getString() {
    int length = getCount();
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  public @Nullable String getOptional() {
    return getByte() == 0 ? null : getString();
  }

  public boolean hasMore() {
    return position < buffer.length;
  }

  private void require(int bytes) {
    if (bytes < 0 || bytes > buffer.length - position) {
      throw new IllegalArgumentException(
          "The message ends at byte " + buffer.length + ", " + bytes + " more were expected.");
    }
  }
}
