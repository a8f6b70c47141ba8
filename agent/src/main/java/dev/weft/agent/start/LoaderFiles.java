package dev.weft.agent.start;

import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.HeaderFiles;
import dev.weft.agent.type.KnownLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds class files as a class loader does, without keeping it alive. Of those on the class path
 * the loader itself is not asked.
 */
final class LoaderFiles implements HeaderFiles {

  /** The JDK's own; another one in its place may look elsewhere. */
  private static final String SYSTEM = "jdk.internal.loader.ClassLoaders$AppClassLoader";

  private final WeakReference<ClassLoader> loader;
  private final KnownLibraries libraries;
  private final @Nullable ClassPathFiles classPath;

  LoaderFiles(ClassLoader loader, KnownLibraries libraries) {
    this.loader = new WeakReference<>(loader);
    this.libraries = libraries;
    this.classPath =
        loader.getClass().getName().equals(SYSTEM)
            ? new ClassPathFiles(System.getProperty("java.class.path", ""))
            : null;
  }

  /** Whether it finds what that loader does. */
  boolean isOf(ClassLoader other) {
    return loader.refersTo(other);
  }

  @Override
  public Resolution locate(String name) throws IOException {
    byte[] bytes = read(name.replace('.', '/').concat(".class"));
    return bytes == null ? new Resolution.Illegal(name) : new Resolution.Explicit(bytes);
  }

  @Override
  public boolean isKnownPlain(String internalName) {
    return libraries.contains(internalName);
  }

  @Override
  public <T> @Nullable T look(String internalName, Look<T> look) throws IOException {
    String path = internalName.concat(".class");
    T found = classPath == null ? null : classPath.look(new EntryName(path), look);
    if (found != null) {
      return found;
    }
    byte[] bytes = readFromLoader(path);
    return bytes == null ? null : look.at(ConstantPool.of(bytes));
  }

  private byte @Nullable [] read(String path) throws IOException {
    if (path.startsWith("java/")) { // in a tenth of the time that a loader takes to find it
      byte[] bytes = drain(Object.class.getModule().getResourceAsStream(path));
      if (bytes != null) {
        return bytes;
      }
    }
    byte[] bytes = classPath == null ? null : classPath.read(new EntryName(path));
    return bytes == null ? readFromLoader(path) : bytes;
  }

  private byte @Nullable [] readFromLoader(String path) throws IOException {
    ClassLoader own = loader.get();
    byte[] bytes = own == null ? null : drain(own.getResourceAsStream(path));
    return bytes != null || classPath != null // the system's asks the platform's by itself
        ? bytes
        : drain(ClassLoader.getPlatformClassLoader().getResourceAsStream(path));
  }

  private static byte @Nullable [] drain(@Nullable InputStream opened) throws IOException {
    try (InputStream in = opened) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** Holds nothing that would have to be closed before the JVM ends. */
  @Override
  public void close() {}
}
