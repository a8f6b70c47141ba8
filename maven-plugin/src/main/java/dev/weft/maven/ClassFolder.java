package dev.weft.maven;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Includes;
import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * A folder of class files, woven where it stands: files that stay as they are keep their times.
 *
 * <p>Beside the classes it gets an index of those with remote methods, {@value #INDEX}: a line for
 * each class with its binary name, the number of its remote methods, and {@code actor} or {@code
 * -}.
 */
final class ClassFolder {

  static final String INDEX = "META-INF/weft/woven";

  private final Path folder;
  private final List<String> includeWarnings = new ArrayList<>();
  private Includes includes = Includes.NONE;

  ClassFolder(Path folder) {
    this.folder = folder;
  }

  /** Weaves methods as well that are remote without an annotation. */
  ClassFolder including(Includes wanted) {
    includes = wanted;
    return this;
  }

  /** What became of included methods that are not woven here; known after weaving. */
  List<String> includeWarnings() {
    return List.copyOf(includeWarnings);
  }

  /**
   * Weaves all classes that are not woven yet; with an error in any of them it changes nothing.
   *
   * @param classPath folders and jars with the classes that they refer to
   */
  FolderResult weave(List<Path> classPath) throws IOException {
    Map<Path, WovenClass> results = new TreeMap<>();
    try (ClassFileLocator classFiles = classFiles(classPath)) {
      List<Path> files = files();
      Weaver weaver = new Weaver(classFiles, included(files, classFiles));
      for (Path file : files) {
        results.put(file, weaver.weave(Files.readAllBytes(file)));
      }
    }
    List<Message> messages =
        results.values().stream().flatMap(woven -> woven.messages().stream()).toList();
    int count = (int) results.values().stream().filter(WovenClass::isWoven).count();
    FolderResult result = new FolderResult(results.size(), count, messages);
    if (result.errors().isEmpty()) {
      write(results);
    }
    return result;
  }

  private ClassFileLocator classFiles(List<Path> classPath) throws IOException {
    List<ClassFileLocator> locators = new ArrayList<>();
    locators.add(new ClassFileLocator.ForFolder(folder.toFile()));
    for (Path element : classPath) {
      if (Files.isDirectory(element)) {
        locators.add(new ClassFileLocator.ForFolder(element.toFile()));
      } else if (Files.isRegularFile(element)) {
        locators.add(ClassFileLocator.ForJarFile.of(element.toFile()));
      }
    }
    locators.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
    return new ClassFileLocator.Compound(locators);
  }

  private Includes included(List<Path> files, ClassFileLocator classFiles) {
    FolderIncludes chosen =
        FolderIncludes.of(
            includes, files.stream().map(this::className).collect(Collectors.toSet()), classFiles);
    includeWarnings.addAll(chosen.warnings());
    return chosen.here();
  }

  private String className(Path file) {
    String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
    return path.substring(0, path.length() - ".class".length());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class") && Files.isRegularFile(file))
          .filter(file -> !file.endsWith("module-info.class"))
          .sorted()
          .toList();
    }
  }

  private void write(Map<Path, WovenClass> results) throws IOException {
    for (Map.Entry<Path, WovenClass> result : results.entrySet()) {
      byte[] bytes = result.getValue().bytes();
      if (bytes != null) {
        Files.write(result.getKey(), bytes);
      }
    }
    writeIndex(
        results.values().stream()
            .filter(woven -> woven.remoteMethods() > 0 || woven.isActor())
            .map(ClassFolder::line)
            .sorted()
            .collect(Collectors.joining()));
  }

  private static String line(WovenClass woven) {
    return woven.name()
        + " "
        + woven.remoteMethods()
        + " "
        + (woven.isActor() ? "actor" : "-")
        + "\n";
  }

  private void writeIndex(String text) throws IOException {
    Path index = folder.resolve(INDEX);
    if (text.isEmpty()) {
      Files.deleteIfExists(index);
    } else if (!Files.exists(index) || !Files.readString(index).equals(text)) {
      Files.createDirectories(index.getParent());
      Files.writeString(index, text);
    }
  }
}
