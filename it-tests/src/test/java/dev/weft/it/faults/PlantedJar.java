package dev.weft.it.faults;

import dev.weft.it.kit.Artifacts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Copies of Weft's jars in which some classes of the cluster have a mistake: a piece of their
 * source is another one. What is under test needs nothing for that.
 */
final class PlantedJar {

  /** Where the agent keeps the cluster's classes. */
  private static final String INSIDE_AGENT = "inst/weft-cluster/";

  private final Path folder = Artifacts.newFolder("planted");
  private final Path sources = folder.resolve("sources");
  private final Path classes = folder.resolve("classes");

  /**
   * Replaces a piece of a source that must be there once; as often as one likes.
   *
   * @param type below {@code dev/weft/cluster/internal}: {@code actor/CallerLine}
   * @param piece differences of white space do not count
   */
  PlantedJar replace(String type, String piece, String by) {
    String path = "dev/weft/cluster/internal/" + type + ".java";
    Path planted = sources.resolve(path);
    try {
      Path from =
          Files.exists(planted)
              ? planted
              : Artifacts.root().resolve("cluster/src/main/java").resolve(path);
      String source = plain(Files.readString(from));
      String wanted = plain(piece);
      int at = source.indexOf(wanted);
      if (at < 0 || source.indexOf(wanted, at + 1) >= 0) {
        throw new IllegalStateException(
            (at < 0 ? "Not there in " : "More than once in ") + type + ": " + piece);
      }
      Files.createDirectories(planted.getParent());
      Files.writeString(
          planted, source.substring(0, at) + by + source.substring(at + wanted.length()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member's jar with the mistakes. */
  Path member() {
    return copy(Artifacts.weftJar(), "");
  }

  /** An agent with the mistakes. */
  Path agent() {
    return copy(Artifacts.agentJar(), INSIDE_AGENT);
  }

  /**
   * Without comments to the end of a line, which would take the rest with them, and without
   * annotations for checkers, which are on no class path here.
   */
  private static String plain(String text) {
    return text.replaceAll("(?m) +//.*$", "")
        .replaceAll("@GuardedBy\\(\"[^\"]*\"\\)", "")
        .replaceAll("import com\\.google\\.errorprone\\.[\\w.]+;", "")
        .replaceAll("\\s+", " ")
        .trim();
  }

  private Path copy(Path jar, String prefix) {
    try {
      compile();
      Path copy = folder.resolve(jar.getFileName());
      Files.copy(jar, copy);
      URI uri = URI.create("jar:" + copy.toUri());
      try (FileSystem target = FileSystems.newFileSystem(uri, Map.of());
          Stream<Path> compiled = Files.walk(classes)) {
        for (Path file : compiled.filter(Files::isRegularFile).toList()) {
          String entry = prefix + classes.relativize(file).toString().replace('\\', '/');
          Files.write(target.getPath("/" + entry), Files.readAllBytes(file));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile() throws IOException {
    if (Files.exists(classes)) {
      return;
    }
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> units = all.filter(Files::isRegularFile).toList();
      Iterable<? extends JavaFileObject> objects = files.getJavaFileObjectsFromPaths(units);
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "--release",
              "17",
              "-cp",
              Artifacts.weftJar().toString(),
              "-d",
              classes.toString());
      if (!compiler.getTask(problems, files, null, options, null, objects).call()) {
        throw new IllegalStateException("The mistake does not compile: " + problems);
      }
    }
  }
}
