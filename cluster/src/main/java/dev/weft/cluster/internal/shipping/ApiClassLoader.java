package dev.weft.cluster.internal.shipping;

/**
 * The parent of every job's loader: shows the JDK and the types of Weft's runtime that woven code
 * refers to, and hides the rest of the member, so that a job may bring its own version of anything.
 */
final class ApiClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader weft;

  ApiClassLoader(ClassLoader weft) {
    super("weft-api", ClassLoader.getPlatformClassLoader());
    this.weft = weft;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (ShippedNames.isRuntime(name)) {
      return Class.forName(name, false, weft);
    }
    throw new ClassNotFoundException(name);
  }
}
