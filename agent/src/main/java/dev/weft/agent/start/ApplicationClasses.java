package dev.weft.agent.start;

import dev.weft.agent.type.OwnClasses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the application's classes from those of the JDK and of Weft. */
final class ApplicationClasses {

  private static final List<String> RUNTIME =
      List.of("dev/weft/bridge/", "dev/weft/error/", "dev/weft/spi/", "dev/weft/internal/");

  private static final String API = "dev/weft/";

  private final ClassLoader isolated;

  /**
   * @param isolated the loader of the agent's own classes
   */
  ApplicationClasses(ClassLoader isolated) {
    this.isolated = isolated;
  }

  /** Whether a class is the application's, by its loader and its internal name. */
  boolean isTheirs(@Nullable ClassLoader loader, String className) {
    return loader != null
        && loader != isolated
        && loader != ClassLoader.getPlatformClassLoader()
        && loader.getClass().getClassLoader() != isolated
        && !OwnClasses.contains(className);
  }

  /** Whether a class belongs to the runtime, which woven code refers to. */
  static boolean isRuntime(String className) {
    return RUNTIME.stream().anyMatch(className::startsWith) || isApi(className);
  }

  /** Whether a class is of the package {@code dev.weft} itself. */
  private static boolean isApi(String className) {
    return className.startsWith(API) && className.indexOf('/', API.length()) < 0;
  }
}
