package dev.weft.it.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A small application of the folder {@code src/test/apps}, compiled as any other: against Weft's
 * runtime, without weaving, into a plain jar.
 */
public final class SampleApp {

  private final String name;
  private final UnaryOperator<String> edit;
  private final Predicate<String> shipped;
  private final List<Path> libraries;
  private final Map<String, String> manifest;

  private SampleApp(
      String name,
      UnaryOperator<String> edit,
      Predicate<String> shipped,
      List<Path> libraries,
      Map<String, String> manifest) {
    this.name = name;
    this.edit = edit;
    this.shipped = shipped;
    this.libraries = List.copyOf(libraries);
    this.manifest = Map.copyOf(manifest);
  }

  /** The application of that folder. */
  public static SampleApp of(String name) {
    return new SampleApp(name, UnaryOperator.identity(), entry -> true, List.of(), Map.of());
  }

  /** The folder with its sources. */
  public static Path sources(String name) {
    return Artifacts.testSources().resolve("apps").resolve(name);
  }

  /** With some text of its sources replaced: another version of it. */
  public SampleApp replacing(String text, String replacement) {
    return new SampleApp(
        name,
        source -> edit.apply(source).replace(text, replacement),
        shipped,
        libraries,
        manifest);
  }

  /** With a class missing from the jar, by the name of its entry. */
  public SampleApp without(String classFile) {
    return new SampleApp(
        name, edit, shipped.and(entry -> !entry.equals(classFile)), libraries, manifest);
  }

  /** With more on the class path of the compiler. */
  public SampleApp with(List<Path> more) {
    return new SampleApp(name, edit, shipped, more, manifest);
  }

  /** With attributes in the manifest of its jar. */
  public SampleApp manifest(Map<String, String> attributes) {
    return new SampleApp(name, edit, shipped, libraries, attributes);
  }

  /** Compiles and packs it. */
  public Path jar() {
    Path work = Artifacts.newFolder(name);
    Path classes = work.resolve("classes");
    try {
      Files.createDirectories(classes);
      compile(copySources(work.resolve("sources")), classes);
      copyResources(classes);
      Path jar = work.resolve(name + ".jar");
      pack(classes, jar);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot build the application " + name + ".", e);
    }
  }

  private List<Path> copySources(Path target) throws IOException {
    Path root = sources(name);
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Path copy = target.resolve(root.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, edit.apply(Files.readString(file)));
        copies.add(copy);
      }
    }
    return copies;
  }

  private void copyResources(Path classes) throws IOException {
    Path root = sources(name);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".java")) {
          Files.copy(file, classes.resolve(root.relativize(file).toString()));
        }
      }
    }
  }

  private void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> classPath = new ArrayList<>(List.of(Artifacts.runtimeJar()));
    classPath.addAll(libraries);
    List<String> options =
        Arrays.asList(
            "--release",
            "17",
            "-g",
            "-cp",
            String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList()),
            "-d",
            classes.toString());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new AssertionError("The application " + name + " does not compile:\n" + messages);
      }
    }
  }

  private Manifest manifest() {
    Manifest result = new Manifest();
    result.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach((key, value) -> result.getMainAttributes().putValue(key, value));
    return result;
  }

  private void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest());
        Stream<Path> files = Files.walk(classes)) {
      for (Path entry : files.filter(Files::isRegularFile).sorted().toList()) {
        String entryName = classes.relativize(entry).toString().replace('\\', '/');
        if (shipped.test(entryName)) {
          out.putNextEntry(new ZipEntry(entryName));
          Files.copy(entry, out);
          out.closeEntry();
        }
      }
    }
  }
}
