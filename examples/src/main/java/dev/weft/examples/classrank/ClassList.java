package dev.weft.examples.classrank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The classes of one JDK, sorted by name. A class is known by its index in this list from here on.
 *
 * <p>The list travels, the class files do not: each JVM reads them from its own image, which is why
 * the JDK's version travels along.
 *
 * @param jdk the version of the JDK that was listed
 * @param names as in {@code java/lang/Object}, in ascending order
 * @param modules the module of each
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the compact form on the wire
record ClassList(String jdk, String[] names, String[] modules) {

  private static final String SUFFIX = ".class";

  /** Lists every class of the running JDK, module descriptors left out. */
  static ClassList ofThisJdk() {
    return list(image("/modules"));
  }

  /** Lists the classes of one module of the running JDK. */
  static ClassList ofModule(String module) {
    return list(image("/modules/" + module));
  }

  int size() {
    return names.length;
  }

  /** The size of all class files together. */
  long bytes() {
    long sum = 0;
    for (int i = 0; i < size(); i++) {
      try {
        sum += Files.size(path(i));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sum;
  }

  /** The number of modules they come from. */
  long moduleCount() {
    return Arrays.stream(modules).distinct().count();
  }

  /**
   * Parses the class file of that index into the indexes of the classes it mentions, in ascending
   * order. Classes that are not in the list do not count.
   */
  int[] references(int index) {
    try {
      return ClassFile.mentionedBy(Files.readAllBytes(path(index))).stream()
          .mapToInt(name -> Arrays.binarySearch(names, name))
          .filter(found -> found >= 0)
          .sorted()
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks that the list describes the JDK of this JVM.
   *
   * @throws IllegalStateException if it was made by another one
   */
  void requireThisJdk() {
    if (!jdk.equals(runningJdk())) {
      throw new IllegalStateException(
          "The classes listed are those of JDK "
              + jdk
              + ", but this JVM is "
              + runningJdk()
              + ": its own classes may differ. Start members with the JDK of the driver.");
    }
  }

  private Path path(int index) {
    return image("/modules/" + modules[index] + "/" + names[index] + SUFFIX);
  }

  private static ClassList list(Path root) {
    TreeMap<String, String> modules = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> !file.endsWith("module-info.class"))
          .forEach(file -> modules.put(nameOf(file), file.getName(1).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassList(
        runningJdk(),
        modules.keySet().toArray(String[]::new),
        modules.values().toArray(String[]::new));
  }

  /** Takes {@code /modules/java.base/java/lang/Object.class} to {@code java/lang/Object}. */
  private static String nameOf(Path file) {
    String name = file.subpath(2, file.getNameCount()).toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static Path image(String path) {
    return FileSystems.getFileSystem(URI.create("jrt:/")).getPath(path);
  }

  private static String runningJdk() {
    return System.getProperty("java.vm.version");
  }
}
