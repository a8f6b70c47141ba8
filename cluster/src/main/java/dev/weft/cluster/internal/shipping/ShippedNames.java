package dev.weft.cluster.internal.shipping;

import dev.weft.store.ReservedNames;
import java.util.List;
import java.util.regex.Pattern;

/** Which class names a job may bring along, and which it shares with the member. */
final class ShippedNames {

  private static final List<String> RUNTIME =
      List.of("dev.weft.error.", "dev.weft.spi.", "dev.weft.bridge.", "dev.weft.internal.");

  /** A binary name: parts without separators, path characters or control characters. */
  private static final Pattern BINARY_NAME =
      Pattern.compile("[^./;\\[\\\\\\p{Cntrl}<>:]+(\\.[^./;\\[\\\\\\p{Cntrl}<>:]+)*");

  private static final String API = "dev.weft.";

  private ShippedNames() {}

  /** Whether a class of that name may be a job's: the name is well formed and not reserved. */
  static boolean mayBeShipped(String name) {
    return isBinaryName(name) && !ReservedNames.isReserved(name);
  }

  /** Whether a class is part of Weft's runtime, which woven code refers to. */
  static boolean isRuntime(String name) {
    return RUNTIME.stream().anyMatch(name::startsWith) || isApi(name);
  }

  /** Whether a name is a well-formed binary name of the JVM. */
  private static boolean isBinaryName(String name) {
    return name.length() < 1 << 15 && BINARY_NAME.matcher(name).matches();
  }

  /** Whether a class belongs to the package {@code dev.weft} itself. */
  private static boolean isApi(String name) {
    return name.startsWith(API) && name.indexOf('.', API.length()) < 0;
  }
}
