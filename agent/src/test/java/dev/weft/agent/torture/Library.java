package dev.weft.agent.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * The classes of a library, by their binary names, as they are or changed.
 *
 * @param name how people call it
 * @param classes its class files
 */
record Library(String name, Map<String, byte[]> classes) {

  /** The library on the class path that a class belongs to. */
  static Library of(String className) throws Exception {
    Path jar = jarOf(className);
    return new Library(jar.getFileName().toString().replace(".jar", ""), read(jar));
  }

  /** Where a class of the class path comes from. */
  static Path jarOf(String className) throws Exception {
    return Path.of(
        Class.forName(className, false, Library.class.getClassLoader())
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("-info")) {
          classes.put(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classes;
  }

  /** Finds its classes, and those of the class path. */
  ClassFileLocator locator() {
    return new ClassFileLocator.Compound(
        new ClassFileLocator.Simple(classes),
        ClassFileLocator.ForClassLoader.of(Library.class.getClassLoader()));
  }

  /**
   * Whether a class could not be linked for another that this library mentions, and that is neither
   * in it nor on the class path.
   *
   * @param error why it could not be linked
   */
  boolean lacks(String error) {
    String beginning = NoClassDefFoundError.class.getName() + ": ";
    String missing = error.startsWith(beginning) ? error.substring(beginning.length()) : "";
    ClassLoader classPath = Library.class.getClassLoader();
    return missing.matches("[\\w/$]+")
        && !classes.containsKey(missing.replace('/', '.'))
        && classPath.getResource(missing + ".class") == null
        && classes.values().stream()
            .anyMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(missing));
  }

  /** A loader that defines its classes itself, and asks the class path for all others. */
  ClassLoader loader() {
    return new OwnFirstLoader(classes);
  }

  private static final class OwnFirstLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    OwnFirstLoader(Map<String, byte[]> classes) {
      super(Library.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        int end = name.lastIndexOf('.');
        if (end > 0 && getDefinedPackage(name.substring(0, end)) == null) {
          definePackage(name.substring(0, end), null, null, null, null, null, null, null);
        }
        return defineClass(name, bytes, 0, bytes.length, Library.class.getProtectionDomain());
      }
    }
  }
}
