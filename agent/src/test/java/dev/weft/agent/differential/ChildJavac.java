package dev.weft.agent.differential;

import java.io.File;
import java.io.IOException;
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

/** The {@code javac} of another JDK, in a process of its own. */
final class ChildJavac implements SourceCompiler {

  private static final long DEADLINE_SECONDS = 120;

  private final Path home;

  ChildJavac(Path home) {
    this.home = home;
  }

  @Override
  public int release() {
    return Runtime.version().feature();
  }

  @Override
  public Map<String, byte[]> compile(Map<String, String> sources, int release) {
    try {
      Path work = Files.createTempDirectory("weft-javac");
      try {
        return compile(sources, release, work);
      } finally {
        delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while compiling", e);
    }
  }

  private Map<String, byte[]> compile(Map<String, String> sources, int release, Path work)
      throws IOException, InterruptedException {
    Path out = Files.createDirectory(work.resolve("out"));
    List<String> command =
        new ArrayList<>(List.of(home.resolve("bin/javac").toString(), "-g", "-proc:none"));
    command.addAll(List.of("-nowarn", "--release", Integer.toString(release)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", out.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey().replace('.', File.separatorChar) + ".java");
      Files.createDirectories(file.getParent());
      command.add(Files.writeString(file, source.getValue()).toString());
    }
    Path words = work.resolve("words");
    Process javac =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    if (!javac.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      javac.destroyForcibly();
      throw new AssertionError(this + " took longer than " + DEADLINE_SECONDS + " s");
    }
    if (javac.exitValue() != 0) {
      throw new AssertionError(this + ": " + Files.readString(words));
    }
    return classes(out);
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
    return "javac of " + home.getFileName();
  }
}
