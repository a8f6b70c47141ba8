package host;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs an application in a class loader of its own, as containers do; knows nothing of Weft. */
public final class Host {

  private Host() {}

  /**
   * Runs {@code app.Main}.
   *
   * @param args the kind of loader, and the jars that it has
   */
  public static void main(String[] args) throws Exception {
    URL[] jars = new URL[args.length - 1];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = Path.of(args[i + 1]).toUri().toURL();
    }
    ClassLoader loader = loader(args[0], jars);
    Thread.currentThread().setContextClassLoader(loader);
    loader.loadClass("app.Main").getMethod("main", String[].class).invoke(null, new Object[] {args});
  }

  private static ClassLoader loader(String kind, URL[] jars) {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    return switch (kind) {
      case "parent-first" -> new URLClassLoader(jars, system);
      case "platform-parent" -> new URLClassLoader(jars, platform);
      case "child-first" -> new ChildFirst(jars, system, null);
      case "child-first-after-platform" -> new ChildFirst(jars, system, platform);
      default -> throw new IllegalArgumentException(Arrays.toString(jars) + kind);
    };
  }

  /** Looks into its own jars before it asks its parent. */
  private static final class ChildFirst extends URLClassLoader {

    private final ClassLoader before;

    ChildFirst(URL[] jars, ClassLoader parent, ClassLoader before) {
      super(jars, parent);
      this.before = before;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> type = findLoadedClass(name);
        if (type == null && before != null) {
          try {
            type = before.loadClass(name);
          } catch (ClassNotFoundException e) {
            type = null;
          }
        }
        if (type == null) {
          type = name.startsWith("java.") ? super.loadClass(name, false) : own(name);
        }
        if (resolve) {
          resolveClass(type);
        }
        return type;
      }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, false);
      }
    }
  }
}
