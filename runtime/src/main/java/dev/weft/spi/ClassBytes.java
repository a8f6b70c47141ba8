package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/** Finds the class files of the application as they run here, so that members can be given them. */
@FunctionalInterface
public interface ClassBytes {

  /**
   * The woven class file of a class.
   *
   * @param loader the loader that finds it; null means the bootstrap loader
   * @param name its binary name
   * @return its bytes, or null if that loader has no such class file
   */
  byte @Nullable [] find(@Nullable ClassLoader loader, String name);
}
