package dev.weft.agent.start;

import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.HeaderFiles;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files where the system class loader finds them: in the entries of the class path, one
 * after the other, each followed by those that its manifest names. It takes a tenth of the time
 * that a loader's own streams take, and calls nothing of the application's.
 *
 * <p>{@code opened}, {@code waiting} and {@code seen} are guarded by the monitor of {@code
 * waiting}.
 */
final class ClassPathFiles {

  /** One entry of the class path. */
  private interface Place {
    byte @Nullable [] read(EntryName path) throws IOException;

    /** Looks at the constants of a class file; null if there is none of that path. */
    default <T> @Nullable T look(EntryName path, HeaderFiles.Look<T> look) throws IOException {
      byte[] bytes = read(path);
      return bytes == null ? null : look.at(ConstantPool.of(bytes));
    }
  }

  private static final EntryName MANIFEST = new EntryName(JarFile.MANIFEST_NAME);

  private final Deque<String> waiting = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  /** Grows at its end, as far as a search has had to go; replaced, never changed. */
  private volatile List<Place> opened = List.of();

  /**
   * @param classPath as in the system property {@code java.class.path}
   */
  ClassPathFiles(String classPath) {
    int start = 0;
    while (start <= classPath.length()) {
      int end = classPath.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? classPath.length() : end;
      waiting.add(classPath.substring(start, end));
      start = end + 1;
    }
  }

  /** The first file of that path, or null. */
  byte @Nullable [] read(EntryName path) throws IOException {
    for (int i = 0; ; i++) {
      Place place = place(i);
      byte[] found = place == null ? null : place.read(path);
      if (place == null || found != null) {
        return found;
      }
    }
  }

  /** Looks at the constants of the first class file of that path; null if there is none. */
  <T> @Nullable T look(EntryName path, HeaderFiles.Look<T> look) throws IOException {
    for (int i = 0; ; i++) {
      Place place = place(i);
      T found = place == null ? null : place.look(path, look);
      if (place == null || found != null) {
        return found;
      }
    }
  }

  private @Nullable Place place(int index) {
    while (index >= opened.size()) {
      if (!openNext(index)) {
        return null;
      }
    }
    return opened.get(index);
  }

  /** Opens one more entry, unless another thread has; returns false at the end. */
  private boolean openNext(int known) {
    synchronized (waiting) {
      while (opened.size() == known) {
        String next = waiting.poll();
        if (next == null) {
          return false;
        }
        if (seen.add(next)) {
          open(next);
        }
      }
      return true;
    }
  }

  private void open(String entry) {
    try {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        add(new Folder(path));
      } else if (Files.isRegularFile(path)) {
        openJar(path);
      }
    } catch (IOException | InvalidPathException e) {
      // What cannot be opened has no classes, to the system class loader as well.
    }
  }

  private void openJar(Path path) throws IOException {
    JarClasses classes = JarClasses.open(path.toFile());
    if (classes == null) {
      JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
      Manifest manifest = jar.getManifest();
      add(new Jar(jar));
      addClassPath(manifest == null ? new Attributes() : manifest.getMainAttributes(), path);
      return;
    }
    Attributes attributes = attributes(classes.read(MANIFEST));
    boolean hasVersions =
        "true".equalsIgnoreCase(attributes.getValue(Attributes.Name.MULTI_RELEASE));
    add(new Archive(hasVersions ? classes.forRelease(Runtime.version().feature()) : classes));
    addClassPath(attributes, path);
  }

  private void addClassPath(Attributes attributes, Path path) {
    List<String> more = classPath(attributes, path);
    for (int i = more.size() - 1; i >= 0; i--) {
      waiting.addFirst(more.get(i));
    }
  }

  private static Attributes attributes(byte @Nullable [] manifest) throws IOException {
    return manifest == null
        ? new Attributes()
        : new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
  }

  private void add(Place place) {
    List<Place> more = new ArrayList<>(opened);
    more.add(place);
    opened = more;
  }

  private static List<String> classPath(Attributes attributes, Path file) {
    String value = attributes.getValue(Attributes.Name.CLASS_PATH);
    List<String> paths = new ArrayList<>();
    if (value != null) {
      for (String url : value.trim().split(" +", -1)) {
        try {
          paths.add(Path.of(file.toUri().resolve(url)).toString());
        } catch (RuntimeException e) {
          // Not the address of a file: the loader itself is asked for what is there.
        }
      }
    }
    return paths;
  }

  private record Folder(Path root) implements Place {
    @Override
    public byte @Nullable [] read(EntryName path) throws IOException {
      File file = new File(root.toString(), path.text());
      try {
        return file.isFile() ? Files.readAllBytes(file.toPath()) : null;
      } catch (NoSuchFileException | InvalidPathException e) {
        return null;
      }
    }
  }

  private record Archive(JarClasses classes) implements Place {
    @Override
    public byte @Nullable [] read(EntryName path) throws IOException {
      return classes.read(path);
    }

    @Override
    public <T> @Nullable T look(EntryName path, HeaderFiles.Look<T> look) throws IOException {
      return classes.look(path, look);
    }
  }

  private record Jar(JarFile file) implements Place {
    @Override
    public byte @Nullable [] read(EntryName path) throws IOException {
      JarEntry entry = file.getJarEntry(path.text());
      if (entry == null) {
        return null;
      }
      try (InputStream in = file.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
