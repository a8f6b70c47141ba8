package dev.weft.agent.loader;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes in the library folders under {@code inst/} of the agent's jar, and what is not
 * there in the platform loader: so it sees the JDK and, through the boot class path, Weft's
 * runtime, but nothing of the application.
 */
public final class IsolatedLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "inst/";
  private static final String VERSIONS = "META-INF/versions/";

  /**
   * The libraries that the weaver is made of. They are looked into before the jar is searched for
   * all there are, which takes a while and mostly is needed only when the engine starts. None of
   * them has classes for certain releases of Java.
   */
  private static final List<String> WEAVER =
      List.of("weft-agent", "asm", "asm-tree", "asm-analysis", "asm-commons", "byte-buddy-dep");

  private final JarFile jar;
  private final String url;
  private final List<LibraryFolder> weaver;

  /** All libraries, once they have been asked for. */
  private volatile @Nullable List<LibraryFolder> all;

  /**
   * @param file the agent's jar, which stays open
   */
  public IsolatedLoader(Path file) throws IOException {
    super("weft", getPlatformClassLoader());
    this.jar = new JarFile(file.toFile(), false);
    this.url = file.toUri().toString();
    List<LibraryFolder> folders = new ArrayList<>();
    for (String name : WEAVER) {
      folders.add(new LibraryFolder(jar, url, FOLDER + name + "/", List.of(), this));
    }
    this.weaver = folders;
  }

  private List<LibraryFolder> libraries() {
    List<LibraryFolder> known = all;
    if (known == null) {
      known = search();
      all = known;
    }
    return known;
  }

  private List<LibraryFolder> search() {
    TreeMap<String, TreeSet<Integer>> found = new TreeMap<>();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      int end = name.indexOf('/', FOLDER.length());
      if (name.startsWith(FOLDER) && end > 0) {
        String folder = name.substring(0, end + 1);
        TreeSet<Integer> releases =
            found.computeIfAbsent(folder, f -> new TreeSet<>(Comparator.reverseOrder()));
        addRelease(name, end + 1, releases);
      }
    }
    List<LibraryFolder> libraries = new ArrayList<>();
    found.forEach(
        (folder, releases) ->
            libraries.add(new LibraryFolder(jar, url, folder, List.copyOf(releases), this)));
    return libraries;
  }

  /** Notes a release of Java for which a library has classes of its own, if this JVM has it. */
  private static void addRelease(String name, int from, Set<Integer> releases) {
    if (!name.startsWith(VERSIONS, from)) {
      return;
    }
    int start = from + VERSIONS.length();
    int end = name.indexOf('/', start);
    if (end > start) {
      int release = Integer.parseInt(name, start, end, 10);
      if (release <= Runtime.version().feature()) {
        releases.add(release);
      }
    }
  }

  /** Its own classes come first: other agents may have put theirs on the boot class path. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.") || isRuntime(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }

  /** Whether a class lies at the jar's root, which is on the boot class path. */
  private boolean isRuntime(String name) {
    return name.startsWith("dev.weft.") && jar.getJarEntry(path(name)) != null;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = path(name);
    Class<?> found = define(name, path, weaver);
    if (found == null) {
      found = define(name, path, libraries());
    }
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    return found;
  }

  private @Nullable Class<?> define(String name, String path, List<LibraryFolder> libraries)
      throws ClassNotFoundException {
    for (LibraryFolder library : libraries) {
      JarEntry entry = library.find(path);
      if (entry != null) {
        return define(name, entry, library);
      }
    }
    return null;
  }

  private static String path(String className) {
    return className.replace('.', '/').concat(".class");
  }

  private Class<?> define(String name, JarEntry entry, LibraryFolder library)
      throws ClassNotFoundException {
    byte[] bytes;
    try (InputStream in = jar.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + jar.getName(), e);
    }
    return defineClass(name, bytes, 0, bytes.length, library.domain());
  }

  @Override
  protected @Nullable URL findResource(String name) {
    for (LibraryFolder library : libraries()) {
      JarEntry entry = library.find(name);
      if (entry != null) {
        return library.url(entry.getName());
      }
    }
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    List<URL> found = new ArrayList<>();
    for (LibraryFolder library : libraries()) {
      JarEntry entry = library.find(name);
      if (entry != null) {
        found.add(library.url(entry.getName()));
      }
    }
    return Collections.enumeration(found);
  }

  /** Its own resources come first, and straight from the open jar. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    for (LibraryFolder library : libraries()) {
      JarEntry entry = library.find(name);
      if (entry != null) {
        try {
          return jar.getInputStream(entry);
        } catch (IOException e) {
          return null;
        }
      }
    }
    return super.getResourceAsStream(name);
  }
}
