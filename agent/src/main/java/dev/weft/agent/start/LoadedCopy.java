package dev.weft.agent.start;

import dev.weft.agent.type.OwnClasses;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * A copy of Weft's runtime of which an application has loaded a part before the agent was attached.
 *
 * <p>The JVM has put the agent's runtime on the boot class path by then, before it asked the agent.
 * What the application would load of Weft from now on would come from there, and not fit the part
 * that it has. So the rest of its own copy is loaded at once.
 */
final class LoadedCopy {

  private final Class<?> part;
  private final ClassLoader loader;
  private final Set<String> loaded = new HashSet<>();

  private LoadedCopy(Class<?> part, ClassLoader loader) {
    this.part = part;
    this.loader = loader;
  }

  /** The copies in a process, one for each class loader that has loaded from one. */
  static List<LoadedCopy> find(Instrumentation instrumentation, ClassLoader isolated) {
    List<LoadedCopy> copies = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      String name = LoadedClasses.internalName(type);
      if (loader != null && loader != isolated && OwnClasses.isRuntime(name)) {
        LoadedCopy copy = copies.stream().filter(c -> c.loader == loader).findFirst().orElse(null);
        if (copy == null) {
          copy = new LoadedCopy(type, loader);
          copies.add(copy);
        }
        copy.loaded.add(name);
      }
    }
    return copies;
  }

  /** One of the classes that were loaded from it. */
  Class<?> part() {
    return part;
  }

  /**
   * Loads what is missing. The packages of the JDK must have been opened to this class's module.
   */
  void complete() throws IOException, ReflectiveOperationException {
    // Resources do not show what was added to the boot class path of a running JVM.
    URL ours = LoadedCopy.class.getProtectionDomain().getCodeSource().getLocation();
    if (!(ours.openConnection() instanceof JarURLConnection connection)) {
      return;
    }
    String prefix = "jar:" + connection.getJarFileURL() + "!/";
    List<String> names =
        connection.getJarFile().stream()
            .map(entry -> entry.getName())
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .filter(OwnClasses::isRuntime)
            .toList();
    for (String name : names) {
      define(name, prefix);
    }
  }

  /** Supertypes first: they would be looked for on the boot class path otherwise. */
  private void define(@Nullable String name, String prefix)
      throws IOException, ReflectiveOperationException {
    if (name == null || !OwnClasses.isRuntime(name) || !loaded.add(name)) {
      return;
    }
    Optional<byte[]> found = classFile(name, prefix);
    if (found.isEmpty()) {
      return; // of another version
    }
    ClassReader reader = new ClassReader(found.get());
    define(reader.getSuperName(), prefix);
    for (String type : reader.getInterfaces()) {
      define(type, prefix);
    }
    Method define =
        ClassLoader.class.getDeclaredMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ProtectionDomain.class);
    define.setAccessible(true);
    define.invoke(
        loader,
        name.replace('/', '.'),
        found.get(),
        0,
        found.get().length,
        part.getProtectionDomain());
  }

  private Optional<byte[]> classFile(String name, String prefix) throws IOException {
    for (URL url : Collections.list(loader.getResources(name + ".class"))) {
      if (!url.toString().startsWith(prefix)) {
        try (InputStream in = url.openStream()) {
          return Optional.of(in.readAllBytes());
        }
      }
    }
    return Optional.empty();
  }
}
