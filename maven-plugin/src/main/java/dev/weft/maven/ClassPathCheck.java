package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.weave.UnwovenCallers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * Looks through a class path, the project's own folder apart, for classes that make remote calls
 * and are not woven. Only constants are looked at; where nothing remote is, each class is read
 * once.
 */
final class ClassPathCheck {

  /** A user reads a few, and weaves what they come from. */
  private static final int MAX_FOUND = 200;

  private final Path folder;
  private final List<Path> elements;

  /**
   * @param folder the project's classes
   * @param classPath what runs with them
   */
  ClassPathCheck(Path folder, List<Path> classPath) {
    this.folder = folder;
    this.elements = classPath.stream().filter(element -> !element.equals(folder)).toList();
  }

  /**
   * Finds at most {@value #MAX_FOUND} of them.
   *
   * @param memory a file with what was said last
   */
  List<UnwovenCaller> run(Path memory) throws IOException {
    try (ClassPath all = new ClassPath(new ClassFileLocator.ForFolder(folder.toFile()), elements)) {
      UnwovenCallers callers = new UnwovenCallers(all.locator());
      visit(folder, callers::addOwner);
      ClassPathMemory remembered = ClassPathMemory.of(memory, callers.owners(), elements);
      Optional<List<UnwovenCaller>> known = remembered.read();
      if (known.isPresent()) {
        return known.get();
      }
      List<UnwovenCaller> found = find(callers);
      remembered.write(found);
      return found;
    }
  }

  private List<UnwovenCaller> find(UnwovenCallers callers) throws IOException {
    for (Path element : elements) {
      visit(element, callers::addOwner);
    }
    List<UnwovenCaller> found = new ArrayList<>();
    if (callers.owners().isEmpty()) {
      return found;
    }
    for (Path element : elements) {
      String where = name(element);
      visit(
          element,
          classFile -> {
            if (found.size() < MAX_FOUND) {
              callers.find(classFile, where).ifPresent(found::add);
            }
          });
    }
    return found;
  }

  /** For people: of another module's folder, also which module. */
  private static String name(Path element) {
    int names = element.getNameCount();
    boolean isModule = element.endsWith(Path.of("target", "classes")) && names > 2;
    Path name = isModule ? element.subpath(names - 3, names) : element.getFileName();
    return name.toString().replace('\\', '/');
  }

  /** Takes a class file. */
  private interface Visitor {
    void visit(byte[] classFile);
  }

  private static void visit(Path element, Visitor visitor) throws IOException {
    if (Files.isDirectory(element)) {
      visitFolder(element, visitor);
    } else if (Files.isRegularFile(element)) {
      visitJar(element, visitor);
    }
  }

  private static void visitFolder(Path element, Visitor visitor) throws IOException {
    try (Stream<Path> files = Files.walk(element)) {
      for (Path file : files.filter(f -> isClass(f.toString())).toList()) {
        accept(Files.readAllBytes(file), visitor);
      }
    }
  }

  private static void visitJar(Path element, Visitor visitor) throws IOException {
    try (ZipFile jar = new ZipFile(element.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (isClass(entry.getName())) {
          try (InputStream in = jar.getInputStream(entry)) {
            accept(in.readAllBytes(), visitor);
          }
        }
      }
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  /** What is no class file, or newer than this knows, cannot be told about. */
  private static void accept(byte[] classFile, Visitor visitor) {
    try {
      visitor.visit(classFile);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // not worth a word: it is not of this project
    }
  }
}
