package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts real JVMs without flags, of every Java installation beside the one that runs the tests.
 */
final class StartupNoiseTest {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("javaHomes")
  void shouldPrintNothingWithoutALoggingLibrary(Path javaHome) throws Exception {
    assertThat(outputOf(javaHome, classPathWithoutLogging())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void shouldPrintNothingWithALoggingLibrary(Path javaHome) throws Exception {
    assertThat(outputOf(javaHome, System.getProperty("java.class.path"))).isEmpty();
  }

  private String outputOf(Path javaHome, String classPath) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                javaHome.resolve("bin/java").toString(),
                "-cp",
                classPath,
                QuietMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      // It ends by itself, since only the grid's threads are left.
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }

  static List<Path> javaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> siblings = Files.list(own.getParent())) {
      List<Path> others =
          siblings
              .filter(home -> Files.isExecutable(home.resolve("bin/java")))
              .map(StartupNoiseTest::real)
              .filter(home -> !home.equals(own) && isSupported(home))
              .distinct()
              .toList();
      return Stream.concat(Stream.of(own), others.stream()).toList();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static boolean isSupported(Path javaHome) {
    Properties release = new Properties();
    try (var in = Files.newInputStream(javaHome.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return false;
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.matches("(17|2[1-9]|[3-9]\\d)\\b.*");
  }

  /** An application without a logging library, as the plainest one is. */
  private static String classPathWithoutLogging() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("slf4j-simple") && !entry.contains("logback"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
