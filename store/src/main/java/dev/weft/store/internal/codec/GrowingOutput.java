package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Output;

/** An output into a byte array that grows up to the largest array there is. */
final class GrowingOutput extends Output {

  private static final int INITIAL = 1024;
  private static final int START = 64;

  /** A job keeps up to 64 of these. */
  static final int KEEP = 64 << 10;

  GrowingOutput() {
    super(INITIAL, Wire.MAX_BYTES);
  }

  /** Makes room; returns the position, which stays. */
  int reserve(int bytes) {
    require(bytes);
    return position;
  }

  /** Forgets what was written, and a buffer too large to keep. */
  void recycle() {
    if (buffer.length > KEEP) {
      setBuffer(new byte[INITIAL], Wire.MAX_BYTES);
    }
    reset();
  }

  /** The bytes written; the buffer itself if they fill it. */
  byte[] take() {
    if (position == buffer.length) {
      byte[] bytes = buffer;
      setBuffer(new byte[INITIAL], Wire.MAX_BYTES);
      return bytes;
    }
    return toBytes();
  }

  @Override
  protected boolean require(int required) {
    if (capacity - position >= required) {
      return false;
    }
    long needed = (long) position + required;
    if (needed > Wire.MAX_BYTES) {
      throw Wire.tooLarge();
    }
    // What comes first and is large is as a rule all there is: then the buffer is the result.
    capacity =
        position < START
            ? (int) needed
            : (int) Math.min(Wire.MAX_BYTES, Math.max(needed, capacity * 2L));
    byte[] larger = new byte[capacity];
    System.arraycopy(buffer, 0, larger, 0, position);
    buffer = larger;
    return true;
  }
}
