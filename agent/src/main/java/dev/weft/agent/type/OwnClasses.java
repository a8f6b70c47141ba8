package dev.weft.agent.type;

import java.util.List;

/** Weft's own classes, by name: nothing is remote in them. */
public final class OwnClasses {

  private static final String ROOT = "dev/weft/";
  private static final List<String> PACKAGES =
      List.of("bridge/", "error/", "spi/", "internal/", "store/", "cluster/", "agent/", "maven/");

  private static final List<String> RUNTIME = List.of("bridge/", "error/", "spi/", "internal/");

  private OwnClasses() {}

  /** Whether a class belongs to the runtime, which woven code refers to. */
  public static boolean isRuntime(String internalName) {
    if (!internalName.startsWith(ROOT)) {
      return false;
    }
    if (internalName.indexOf('/', ROOT.length()) < 0) {
      return true;
    }
    for (String name : RUNTIME) {
      if (internalName.startsWith(name, ROOT.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class is one, by its internal name. */
  public static boolean contains(String internalName) {
    if (!internalName.startsWith(ROOT)) {
      return false;
    }
    String rest = internalName.substring(ROOT.length());
    return rest.indexOf('/') < 0 || PACKAGES.stream().anyMatch(rest::startsWith);
  }
}
