package dev.weft.agent.differential;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jspecify.annotations.Nullable;

/** A compiler that wants files: ecj, or the {@code javac} of another JDK in its own process. */
final class DiskCompiler implements SourceCompiler {

  private static final long DEADLINE_SECONDS = 120;

  private final String name;
  private final int release;
  private final Launcher launcher;

  private DiskCompiler(String name, int release, Launcher launcher) {
    this.name = name;
    this.release = release;
    this.launcher = launcher;
  }

  /** The batch compiler of Eclipse, in this process. */
  static DiskCompiler ecj(int release) {
    return new DiskCompiler("ecj", release, DiskCompiler::runEcj);
  }

  /** The {@code javac} of a JDK. */
  static DiskCompiler javac(Path home, int release) {
    return new DiskCompiler(
        "javac of " + home.getFileName(),
        release,
        (arguments, work) -> runJavac(home, arguments, work));
  }

  @Override
  public int release() {
    return release;
  }

  @Override
  public Map<String, byte[]> compile(Map<String, String> sources, int release) {
    try {
      Path work = Files.createTempDirectory("weft-compiler");
      try {
        return compile(sources, release, work);
      } finally {
        delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> compile(Map<String, String> sources, int release, Path work)
      throws IOException {
    Path out = Files.createDirectory(work.resolve("out"));
    List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-proc:none"));
    arguments.addAll(List.of("--release", Integer.toString(release), "-d", out.toString()));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey().replace('.', File.separatorChar) + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    String words = launcher.run(arguments, work);
    if (words != null) {
      throw new AssertionError(this + ": " + words);
    }
    return classes(out);
  }

  private static @Nullable String runEcj(List<String> arguments, Path work) {
    StringWriter words = new StringWriter();
    PrintWriter out = new PrintWriter(words, true);
    return BatchCompiler.compile(arguments.toArray(String[]::new), out, out, null)
        ? null
        : words.toString();
  }

  private static @Nullable String runJavac(Path home, List<String> arguments, Path work)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/javac").toString()));
    command.addAll(arguments);
    Path words = work.resolve("words");
    Process javac =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      if (!javac.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        return "took longer than " + DEADLINE_SECONDS + " s";
      }
      return javac.exitValue() == 0 ? null : Files.readString(words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      javac.destroyForcibly();
    }
  }

  private static Map<String, byte[]> classes(Path folder) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length());
        classes.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Runs a compiler; returns null, or what it had to say when it failed. */
  private interface Launcher {
    @Nullable String run(List<String> arguments, Path work) throws IOException;
  }
}
