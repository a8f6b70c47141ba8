package dev.weft.cluster.internal.membership;

/**
 * The class loader by which Hazelcast finds classes that are named on the wire. It knows
 * Hazelcast's, Weft's and the JDK's plain value packages and refuses every other name before
 * anything is loaded: user classes travel as bytes that Hazelcast does not look into.
 */
final class GridClassLoader extends ClassLoader {

  private static final String[] KNOWN = {
    "com.hazelcast.",
    "dev.weft.cluster.",
    "dev.weft.store.",
    "dev.weft.error.",
    "java.lang.",
    "java.math.",
    "java.net.",
    "java.io.",
    "java.time.",
    "java.util.",
    "javax.cache."
  };

  static {
    registerAsParallelCapable();
  }

  GridClassLoader(ClassLoader parent) {
    super("weft-grid", parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (String prefix : KNOWN) {
      if (name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
    }
    // Not a ClassNotFoundException: upon that, Hazelcast would ask the thread's own loader.
    throw new SecurityException("Loading the class " + name + " for the grid is not allowed.");
  }
}
