package dev.weft.maven;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells by SHA-256 whether something is the same as it was. */
final class Sums {

  /** In bytes. */
  static final int LENGTH = 32;

  private Sums() {}

  static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JDK has SHA-256.", e);
    }
  }

  static String hex(byte[] sum) {
    return HexFormat.of().formatHex(sum);
  }
}
