package dev.weft.store.internal.codec;

import dev.weft.store.ReservedNames;
import java.util.Set;

/**
 * Decides by name alone, before anything is loaded, which classes may be asked of the job.
 *
 * <p>Of reserved names only the types in {@link FixedTypes} travel.
 */
final class NamePolicy {

  private static final int MAX_LENGTH = 4096;

  /** Packages of the JDK whose exceptions travel. */
  private static final Set<String> EXCEPTION_PACKAGES =
      Set.of(
          "java.io",
          "java.lang",
          "java.lang.invoke",
          "java.lang.module",
          "java.lang.reflect",
          "java.net",
          "java.net.http",
          "java.nio",
          "java.nio.channels",
          "java.nio.charset",
          "java.nio.file",
          "java.security",
          "java.security.cert",
          "java.security.spec",
          "java.sql",
          "java.text",
          "java.time",
          "java.time.format",
          "java.time.temporal",
          "java.time.zone",
          "java.util",
          "java.util.concurrent",
          "java.util.regex",
          "java.util.zip",
          "dev.weft.error",
          "dev.weft.store");

  private NamePolicy() {}

  /** Whether the job may be asked for a class of this name. */
  static boolean isApplication(String name) {
    return isWellFormed(name) && !ReservedNames.isReserved(name);
  }

  /** Whether this is the name of an exception of the JDK or of Weft that may be rebuilt. */
  static boolean isKnownException(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && isWellFormed(name)
        && EXCEPTION_PACKAGES.contains(name.substring(0, dot))
        && (name.endsWith("Exception")
            || name.endsWith("Error")
            || name.equals("java.lang.Throwable"));
  }

  /** Whether this can be the binary name of a class at all. */
  private static boolean isWellFormed(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (start) {
          return false;
        }
        start = true;
      } else if (c == ';' || c == '[' || c == '/' || c == '\\' || c < ' ') {
        return false;
      } else {
        start = false;
      }
    }
    return !start;
  }
}
