package dev.weft.agent.start;

import java.nio.charset.StandardCharsets;

/**
 * The path of a file on the class path, as folders and as jars look for it: many are asked for the
 * same one.
 */
final class EntryName {

  private final String text;
  private final byte[] bytes;
  private final int hash;

  EntryName(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    this.hash = hash(bytes, 0, bytes.length);
  }

  String text() {
    return text;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The same as {@link #hash(byte[], int, int)} gives for its bytes. */
  int hash() {
    return hash;
  }

  static int hash(byte[] bytes, int start, int length) {
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9; // so that similar names do not come to lie side by side
    return hash ^ (hash >>> 15);
  }
}
