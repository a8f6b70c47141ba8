package dev.weft.cluster.internal.actor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Derives an actor's id from its namespace and name, so that all who use the name meet in one
 * partition, whose thread makes get-or-create atomic.
 */
final class ActorNames {

  private ActorNames() {}

  /** The first 128 bits of the SHA-256 of namespace, a zero byte, and name. */
  static UUID id(String namespace, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(namespace.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }
}
