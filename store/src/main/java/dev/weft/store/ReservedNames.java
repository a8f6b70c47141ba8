package dev.weft.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The class names that no job may bring along, nor name in a value: those of the platform, of Weft
 * and of the libraries that it shows to no one. Decided by the name alone; nothing is loaded.
 *
 * <p>Of names that begin like the platform's the packages decide: {@code javax.sql} is the JDK's,
 * {@code javax.inject} an application's like any other.
 */
public final class ReservedNames {

  private static final List<String> PREFIXES =
      List.of(
          "java.",
          "jdk.",
          "sun.",
          "com.hazelcast.",
          "com.esotericsoftware.",
          "org.objenesis.",
          "dev.weft.");

  /** Programs that come with Weft are applications like any other. */
  private static final List<String> APPLICATIONS =
      List.of("dev.weft.examples.", "dev.weft.it.", "dev.weft.cluster.internal.benchmark.work.");

  /** Packages that only the platform could have classes in. */
  private static final Set<String> ROOTS = Set.of("javax", "com.sun");

  private static final Set<String> PLATFORM_PACKAGES =
      ModuleLayer.boot().modules().stream()
          .filter(module -> isPlatform(module.getName()))
          .flatMap(module -> module.getPackages().stream())
          .collect(Collectors.toUnmodifiableSet());

  private ReservedNames() {}

  /** Whether a class of that binary name is never a job's. */
  public static boolean isReserved(String name) {
    if (APPLICATIONS.stream().anyMatch(name::startsWith)) {
      return false;
    }
    String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return PREFIXES.stream().anyMatch(name::startsWith)
        || ROOTS.contains(packageName)
        || PLATFORM_PACKAGES.contains(packageName);
  }

  private static boolean isPlatform(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }
}
