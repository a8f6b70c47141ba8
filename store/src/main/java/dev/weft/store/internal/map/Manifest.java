package dev.weft.store.internal.map;

import java.nio.ByteBuffer;

/**
 * The entry of an object that is kept in chunks.
 *
 * <pre>
 *   byte 0      {@value #KIND}, which begins no value and no failure
 *   bytes 1-4   the size of the object
 * </pre>
 *
 * @param size the size of the object
 */
record Manifest(int size) {

  static final int CHUNK_BYTES = 1 << 20;

  private static final byte KIND = 'M';
  private static final int LENGTH = 5;

  /** Whether an entry is a manifest rather than the object itself. */
  static boolean is(byte[] entry) {
    return entry.length == LENGTH && entry[0] == KIND;
  }

  static Manifest read(byte[] entry) {
    return new Manifest(ByteBuffer.wrap(entry).getInt(1));
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH).put(KIND).putInt(size).array();
  }

  int chunks() {
    return (size - 1) / CHUNK_BYTES + 1;
  }

  /** Where a chunk begins in the object. */
  static int start(int chunk) {
    return chunk * CHUNK_BYTES;
  }

  int length(int chunk) {
    return Math.min(CHUNK_BYTES, size - start(chunk));
  }
}
