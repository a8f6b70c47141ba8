package dev.weft.maven;

import dev.weft.agent.check.Message;
import dev.weft.agent.report.ClassReport;
import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.type.ClassFiles;
import dev.weft.agent.type.Includes;
import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * A folder of class files, woven where it stands: files that stay as they are keep their times.
 *
 * <p>Beside the classes it gets an index of those with remote methods, {@value #INDEX}: a line for
 * each class with its binary name, the number of its remote methods, and {@code actor} or {@code
 * -}; and another one of classes on the class path that make remote calls and are not woven,
 * {@value #UNWOVEN}: a line for each with its binary name and what it calls, which is said at
 * start.
 */
final class ClassFolder {

  static final String INDEX = "META-INF/weft/woven";
  static final String UNWOVEN = "META-INF/weft/unwoven";

  private final Path folder;
  private final Originals originals;
  private Includes includes = Includes.NONE;

  /**
   * @param folder the class files
   * @param originals where those are kept that get woven
   */
  ClassFolder(Path folder, Path originals) {
    this.folder = folder;
    this.originals = new Originals(originals);
  }

  /** Weaves methods as well that are remote without an annotation. */
  ClassFolder including(Includes wanted) {
    includes = wanted;
    return this;
  }

  /**
   * Weaves all classes; with an error in any of them it changes nothing.
   *
   * @param classPath folders and jars with the classes that they refer to
   * @throws IOException if a file cannot be read or written
   */
  FolderResult weave(List<Path> classPath) throws IOException {
    return run(classPath, true);
  }

  /** Tells what weaving would do, and changes nothing. */
  FolderResult check(List<Path> classPath) throws IOException {
    return run(classPath, false);
  }

  /** Writes down which classes of others make remote calls and are not woven. */
  void writeUnwoven(List<UnwovenCaller> callers) throws IOException {
    writeIndex(
        UNWOVEN,
        callers.stream()
            .map(caller -> caller.name() + " " + caller.callee() + "\n")
            .sorted()
            .collect(Collectors.joining()));
  }

  private FolderResult run(List<Path> classPath, boolean write) throws IOException {
    List<Path> files = files();
    List<FolderClass> classes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (ClassPath all = new ClassPath(new OriginalsFirst(folder, originals), classPath)) {
      Weaver weaver = new Weaver(all.locator(), included(files, all.locator(), notes));
      for (Path file : files) {
        byte[] present = Files.readAllBytes(file);
        if (!ClassFiles.isWhole(present)) {
          notes.add(file + " is not a class file, or a part of one. It stays as it is.");
        } else {
          classes.add(weave(weaver, folder.relativize(file), present));
        }
      }
    }
    FolderResult result =
        new FolderResult(
            files.size(),
            (int) classes.stream().filter(FolderClass::isChanged).count(),
            (int) classes.stream().filter(FolderClass::isForeign).count(),
            notes,
            classes.stream().map(ClassFolder::report).toList());
    if (write && result.errors().isEmpty()) {
      write(classes);
    }
    return result;
  }

  private FolderClass weave(Weaver weaver, Path relative, byte[] present) throws IOException {
    byte[] original = originals.of(relative, present).orElse(present);
    return new FolderClass(relative, present, original, weaver.weave(original));
  }

  private static ClassReport report(FolderClass type) {
    WovenClass woven = type.woven();
    return new ClassReport(
        woven.name(),
        woven.calls(),
        woven.isLeftOut()
            ? woven.messages().stream().map(Message::asError).toList()
            : woven.messages());
  }

  private Includes included(List<Path> files, ClassFileLocator classFiles, List<String> notes) {
    FolderIncludes chosen =
        FolderIncludes.of(
            includes, files.stream().map(this::className).collect(Collectors.toSet()), classFiles);
    notes.addAll(chosen.warnings());
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

  private void write(List<FolderClass> classes) throws IOException {
    for (FolderClass type : classes) {
      if (!type.isChanged()) {
        continue;
      }
      Path target = folder.resolve(type.relative());
      if (type.woven().isWoven()) {
        originals.replace(target, type.relative(), type.original(), type.wanted());
      } else {
        originals.restore(target, type.original());
      }
    }
    Set<Path> woven =
        classes.stream()
            .filter(type -> type.woven().isWoven())
            .map(FolderClass::relative)
            .collect(Collectors.toSet());
    originals.retain(woven);
    writeIndex(
        INDEX,
        classes.stream()
            .map(FolderClass::woven)
            .filter(type -> type.remoteMethods() > 0 || type.isActor())
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

  private void writeIndex(String name, String text) throws IOException {
    Path index = folder.resolve(name);
    if (text.isEmpty()) {
      Files.deleteIfExists(index);
    } else if (!Files.exists(index) || !Files.readString(index).equals(text)) {
      Files.createDirectories(index.getParent());
      Files.writeString(index, text);
    }
  }

  /** The folder's classes as they were before weaving, as far as that is known. */
  private record OriginalsFirst(Path folder, Originals originals) implements ClassFileLocator {

    @Override
    public Resolution locate(String name) throws IOException {
      Path relative = Path.of(name.replace('.', '/') + ".class");
      Path file = folder.resolve(relative);
      if (!Files.isRegularFile(file)) {
        return new Resolution.Illegal(name);
      }
      byte[] present = Files.readAllBytes(file);
      return new Resolution.Explicit(originals.of(relative, present).orElse(present));
    }

    @Override
    public void close() {}
  }
}
