package dev.weft.agent.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds woven libraries to their own tests: with every n-th static method a task, under an engine
 * that runs tasks in order and under two that run them late and out of order, each test passes that
 * passes unwoven. The tests are woven, too, so that their calls are calls of tasks.
 *
 * <p>{@code -Dweft.torture=all} takes all libraries, all tests, and n = 1, 2 and 3; {@code
 * -Dweft.torture.libraries=codec} those of these that have it in their name; {@code
 * -Dweft.torture.seed} is the seed of random delays.
 */
class LibraryBehaviourTest {

  private static final boolean IS_WHOLE = System.getProperty("weft.torture", "").equals("all");

  @TempDir Path folder;

  static Stream<TestedLibrary> libraries() {
    String wanted = System.getProperty("weft.torture.libraries", "");
    return TestedLibrary.all().stream()
        .filter(library -> IS_WHOLE ? library.name().contains(wanted) : !library.few().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void shouldPassItsOwnTestsWoven(TestedLibrary library) throws Exception {
    long seed = Long.getLong("weft.torture.seed", IS_WHOLE ? System.nanoTime() : 1);
    extractResources(library);
    Path report = folder.resolve("report.txt");
    Path log = folder.resolve("log.txt");

    int exit = run(library, seed, report, log);

    String text = Files.exists(report) ? Files.readString(report) : "";
    System.out.println(library.name() + ": -Dweft.torture.seed=" + seed + "\n" + text);
    assertThat(exit).as("%s%n%s", text, tail(log)).isZero();
    assertThat(text.lines()).endsWith(LibraryRun.END);
    assertThat(text).doesNotContain(LibraryRun.DIFFERENCE);
  }

  /** Tests look for their files where they lie beside the sources. */
  private void extractResources(TestedLibrary library) throws Exception {
    Path resources = folder.resolve("src/test/resources");
    try (JarFile jar = new JarFile(library.jarOfTests().toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        Path file = resources.resolve(entry.getName());
        if (!entry.isDirectory() && !entry.getName().endsWith(".class")) {
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
    }
  }

  private int run(TestedLibrary library, long seed, Path report, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    for (String name : List.of("lang", "lang.reflect", "util")) {
      command.addAll(List.of("--add-opens", "java.base/java." + name + "=ALL-UNNAMED"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LibraryRun.class.getName());
    command.addAll(List.of(library.name(), "" + IS_WHOLE, report.toString(), "" + seed));
    command.addAll(IS_WHOLE ? List.of("1", "2", "3") : List.of("1"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("WEFT_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      if (!process.waitFor(IS_WHOLE ? 14_400 : 600, TimeUnit.SECONDS)) {
        throw new AssertionError(library.name() + " does not come to an end.\n" + tail(log));
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String tail(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - 3_000));
  }
}
