package dev.weft.cluster.internal.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds a message; {@link MessageReader} reads it. Big endian; lengths are variable-length ints.
 */
public final class MessageWriter {

  private byte[] buffer = new byte[256];
  private int size;

  public MessageWriter putByte(int value) {
    require(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** Seven bits to a byte, the lowest first; for small non-negative numbers. */
  public MessageWriter putVarInt(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      putByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    return putByte(rest);
  }

  public MessageWriter putLong(long value) {
    require(Long.BYTES);
    MessageReader.LONGS.set(buffer, size, value);
    size += Long.BYTES;
    return this;
  }

  public MessageWriter putUuid(UUID value) {
    return putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
  }

  public MessageWriter putBytes(byte[] value) {
    putVarInt(value.length);
    require(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
    return this;
  }

  public MessageWriter putString(String value) {
    return putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A string that may be null. */
  public MessageWriter putOptional(@Nullable String value) {
    putByte(value == null ? 0 : 1);
    return value == null ? this : putString(value);
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void require(int more) {
    if (buffer.length - size < more) {
      long wanted = Math.max((long) size + more, buffer.length * 2L);
      if ((long) size + more > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException("A message may not be larger than 2 GiB.");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 64));
    }
  }
}
