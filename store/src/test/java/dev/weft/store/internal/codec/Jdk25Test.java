package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The codec on the newest JDK, without flags and without a word of warning. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class Jdk25Test {

  @Test
  void shouldWorkWithoutFlagsAndWarnings(@TempDir Path folder) throws Exception {
    Optional<Path> java = java25();
    assumeTrue(java.isPresent(), "No JDK 25 here; WEFT_TEST_JDK25 names its folder");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");

    Process process =
        new ProcessBuilder(
                java.get().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CodecSmoke.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(err).content().isEmpty();
    assertThat(out).content().contains("on Java 25");
    assertThat(ended).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Optional<Path> java25() throws IOException {
    String named = System.getProperty("weft.test.jdk25", System.getenv("WEFT_TEST_JDK25"));
    if (named != null) {
      return Optional.of(Path.of(named, "bin", "java"));
    }
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(folder)) {
      return jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
          .map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
