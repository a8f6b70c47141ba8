package dev.weft.cluster.internal.shipping;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some class files that are needed together, named by the SHA-256 of their wire form: a count, then
 * for each its binary name and its bytes.
 */
record ClassBundle(Map<String, byte[]> classes) {

  /** The wire form. */
  byte[] toBytes() {
    MessageWriter out = new MessageWriter().putVarInt(classes.size());
    classes.forEach((name, bytes) -> out.putString(name).putBytes(bytes));
    return out.toBytes();
  }

  /**
   * Reads a wire form.
   *
   * @throws IllegalArgumentException if it does not have the expected hash, or is malformed
   */
  static ClassBundle of(byte[] wire, String expectedHash) {
    String hash = hash(wire);
    if (!hash.equals(expectedHash)) {
      throw new IllegalArgumentException(
          "A bundle of classes has the hash " + hash + ", not " + expectedHash + ".");
    }
    MessageReader in = new MessageReader(wire);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      String name = in.getString();
      byte[] bytes = in.getBytes();
      if (!ShippedNames.mayBeShipped(name)) {
        throw new IllegalArgumentException("A bundle holds a class of the refused name " + name);
      }
      classes.put(name, bytes);
    }
    return new ClassBundle(classes);
  }

  static String hash(byte[] wire) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wire));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }
}
