package dev.weft.agent.start;

import dev.weft.agent.type.OwnClasses;
import org.jspecify.annotations.Nullable;

/** Tells the application's classes from those of the JDK and of Weft. */
final class ApplicationClasses {

  private final ClassLoader isolated;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

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
        && loader != platform
        && loader.getClass().getClassLoader() != isolated
        && !OwnClasses.contains(className);
  }
}
