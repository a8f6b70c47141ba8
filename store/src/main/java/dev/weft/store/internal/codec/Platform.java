package dev.weft.store.internal.codec;

/** Which classes belong to the Java platform. */
final class Platform {

  private Platform() {}

  static boolean has(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return (loader == null || loader == ClassLoader.getPlatformClassLoader())
        && !type.getName().startsWith("dev.weft.");
  }

  /** The nearest superclass that belongs to the platform. */
  static Class<?> ancestor(Class<?> type) {
    Class<?> above = type;
    while (!has(above)) {
      above = above.getSuperclass();
    }
    return above;
  }
}
