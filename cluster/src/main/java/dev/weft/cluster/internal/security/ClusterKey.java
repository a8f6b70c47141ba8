package dev.weft.cluster.internal.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The 256-bit secret that the members and drivers of one cluster share.
 *
 * <p>In its file it is one line of 64 hexadecimal digits. The file must be readable by its owner
 * alone. The key is never printed: {@link #toString} hides it, and no error message carries it.
 */
public final class ClusterKey {

  private static final int KEY_BYTES = 32;
  // The digits, a line end, and room for nothing else.
  private static final int MAX_FILE_BYTES = 2 * KEY_BYTES + 2;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final byte[] secret;

  private ClusterKey(byte[] secret) {
    this.secret = secret;
  }

  /** A new key that is on no disk. */
  public static ClusterKey random() {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    return new ClusterKey(secret);
  }

  /**
   * Reads the key from its file.
   *
   * @throws ClusterKeyException if the file is missing, unsafe or not a key; the message says what
   *     to do
   */
  public static ClusterKey read(Path file) {
    try {
      refuseIfOthersMayRead(file);
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw notAKey(file);
      }
      String digits = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (digits.length() != 2 * KEY_BYTES) {
        throw notAKey(file);
      }
      return new ClusterKey(HexFormat.of().parseHex(digits));
    } catch (NoSuchFileException e) {
      throw new ClusterKeyException("The cluster key file " + file + " does not exist.");
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      throw notAKey(file);
    } catch (IOException e) {
      throw new ClusterKeyException("The cluster key file " + file + " cannot be read: " + e);
    }
  }

  /**
   * Reads the key from its file, which is first made with a new key if it does not exist. When
   * several processes do so at once, all get the same key.
   *
   * @throws ClusterKeyException as {@link #read}, or if the file cannot be made
   */
  public static ClusterKey readOrCreate(Path file) {
    if (!Files.exists(file)) {
      try {
        create(file);
      } catch (IOException e) {
        throw new ClusterKeyException(
            "The cluster key file "
                + file
                + " cannot be created: "
                + e
                + ". Name another file with weft.key.file, or make its folder writable.");
      }
    }
    return read(file);
  }

  /** A code over the parts, for which this key is needed. */
  byte[] mac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks " + ALGORITHM, e);
    }
  }

  /** A key for one purpose, from which this one cannot be found. */
  ClusterKey derive(String purpose) {
    return new ClusterKey(mac(purpose.getBytes(StandardCharsets.UTF_8)));
  }

  /** Compares in a time that does not depend on where the keys differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClusterKey key && MessageDigest.isEqual(secret, key.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "ClusterKey[hidden]";
  }

  /** Writes a whole file aside and links it into place, so that nobody ever reads half a key. */
  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
    byte[] text =
        (HexFormat.of().formatHex(random().secret) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path draft = Files.createTempFile(folder, ".cluster", ".key", ownerOnly("rw-------"));
    try {
      Files.write(draft, text, StandardOpenOption.WRITE);
      linkOrMove(draft, file);
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its key is the one.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void linkOrMove(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!isPosix()) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static void refuseIfOthersMayRead(Path file) throws IOException {
    if (!isPosix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new ClusterKeyException(
          "The cluster key file "
              + file
              + " is open to other users of this machine ("
              + PosixFilePermissions.toString(permissions)
              + "). If nobody can have read it, run: chmod 600 "
              + file
              + " . Otherwise delete it on every host, so that a new key is made.");
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static ClusterKeyException notAKey(Path file) {
    return new ClusterKeyException(
        "The file "
            + file
            + " does not hold a cluster key (one line of 64 hexadecimal digits). Copy the key file"
            + " from a host of the cluster again.");
  }
}
