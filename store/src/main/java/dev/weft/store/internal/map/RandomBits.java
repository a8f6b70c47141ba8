package dev.weft.store.internal.map;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Unpredictable numbers, fetched many at a time; confined to one thread.
 *
 * <p>They are the key stream of AES in counter mode under a random key (NIST SP 800-38A), which a
 * processor makes ten times as fast as {@link SecureRandom} makes its own.
 */
final class RandomBits {

  private static final SecureRandom SECURE = new SecureRandom();
  private static final int BYTES = 2048;
  private static final int KEY_BYTES = 16;

  private final byte[] zeros = new byte[BYTES];
  private final byte[] bytes = new byte[BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).position(BYTES);
  private final SplittableRandom quick = new SplittableRandom(SECURE.nextLong());
  private final @Nullable Cipher cipher;

  private RandomBits(@Nullable Cipher cipher) {
    this.cipher = cipher;
  }

  static RandomBits create() {
    byte[] key = new byte[KEY_BYTES];
    byte[] start = new byte[KEY_BYTES];
    SECURE.nextBytes(key);
    SECURE.nextBytes(start);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
      return new RandomBits(cipher);
    } catch (GeneralSecurityException e) {
      return new RandomBits(null); // a Java without AES: slower, no less random
    }
  }

  long next() {
    if (!buffer.hasRemaining()) {
      fill();
      buffer.clear();
    }
    return buffer.getLong();
  }

  /** Not unpredictable: for choices that nobody gains from knowing. */
  int below(int bound) {
    return quick.nextInt(bound);
  }

  private void fill() {
    if (cipher == null) {
      SECURE.nextBytes(bytes);
      return;
    }
    try {
      cipher.update(zeros, 0, BYTES, bytes, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES failed to fill a buffer that is large enough.", e);
    }
  }
}
