package dev.weft.cluster.internal.shipping;

import dev.weft.bridge.Weaving;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The application's classes in a process that runs one: the loaders that remote calls were made
 * from, in the order in which they were seen.
 */
public final class AppClasses {

  private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

  public AppClasses() {
    seen(Thread.currentThread().getContextClassLoader());
    seen(ClassLoader.getSystemClassLoader());
  }

  /** Adds the loader of a class that takes part in a call. */
  public void seen(@Nullable ClassLoader loader) {
    if (loader != null && !loaders.contains(loader)) {
      loaders.add(0, loader);
    }
  }

  /** The class of that name, from the first loader that has it. Does not initialise it. */
  public Class<?> find(String name) throws ClassNotFoundException {
    for (ClassLoader loader : loaders) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException e) {
        // the next one may have it
      }
    }
    throw new ClassNotFoundException(name);
  }

  /** The class file of that name as woven, or null. */
  byte @Nullable [] bytes(String name) {
    for (ClassLoader loader : loaders) {
      byte[] bytes = Weaving.classBytes().find(loader, name);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }
}
