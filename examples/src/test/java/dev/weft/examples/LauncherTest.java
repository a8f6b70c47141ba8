package dev.weft.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code weft}, in a checkout of empty jars, with stand-ins for {@code java} and {@code
 * mvnw} that print how they were called.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo "openjdk version \\"${FAKE_VERSION:-17.0.15}\\" 2025-04-15" >&2
        exit 0
      fi
      for argument; do echo "<$argument>"; done
      exit ${FAKE_EXIT:-0}
      """;

  private static final String MVNW =
      """
      #!/bin/sh
      echo built by "$@"
      mkdir -p agent/target cluster/target examples/target
      : >agent/target/weft-agent.jar
      : >cluster/target/weft.jar
      : >examples/target/weft-examples.jar
      exit ${FAKE_BUILD:-0}
      """;

  @TempDir Path folder;

  private Path checkout;
  private Path jdk;

  /** How a run of the script ended. */
  private record Run(int exit, List<String> out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a check out"));
    jdk = Files.createDirectories(folder.resolve("a jdk"));
    executable(checkout.resolve("weft"), Checkout.read("weft"));
    executable(checkout.resolve("mvnw"), MVNW);
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.setLastModifiedTime(checkout.resolve("pom.xml"), FileTime.from(Instant.EPOCH));
  }

  @Test
  void shouldBuildWhatIsMissingAndSayItInOneLine() throws Exception {
    Run run = weft(Map.of(), "member", "--port", "0");

    assertThat(run.exit).isZero();
    assertThat(run.err.lines()).singleElement().asString().startsWith("weft: building");
    assertThat(run.out)
        .containsExactly("<-jar>", jar("cluster/target/weft.jar"), "<member>", "<--port>", "<0>");
    assertThat(Files.readString(checkout.resolve("target/weft-build.log"))).contains("package");
  }

  @Test
  void shouldNotBuildTwice() throws Exception {
    weft(Map.of(), "member");

    assertThat(weft(Map.of(), "member").err).isEmpty();
  }

  @Test
  void shouldBuildAgainWhenASourceIsNewer() throws Exception {
    weft(Map.of(), "member");
    Path source = checkout.resolve("store/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(weft(Map.of(), "member").err).contains("weft: building");
  }

  @Test
  void shouldRunTheDemoWithTheAgent() throws Exception {
    Run run = weft(Map.of(), "demo", "--members", "2", "a b");

    assertThat(run.out)
        .containsExactly(
            jar("agent/target/weft-agent.jar").replace("<", "<-javaagent:"),
            "<-cp>",
            jar("examples/target/weft-examples.jar"),
            "<dev.weft.examples.classrank.Demo>",
            "<--members>",
            "<2>",
            "<a b>");
  }

  @Test
  void shouldKeepNewerJdksQuietAndPassOptionsOn() throws Exception {
    Run run = weft(Map.of("FAKE_VERSION", "25-ea", "WEFT_JAVA_OPTS", "-Xmx1g -Da=b"), "x");

    assertThat(run.out)
        .startsWith(
            "<--sun-misc-unsafe-memory-access=allow>",
            "<--enable-native-access=ALL-UNNAMED>",
            "<-Xmx1g>",
            "<-Da=b>",
            "<-jar>");
  }

  @Test
  void shouldEndAsJavaDid() throws Exception {
    assertThat(weft(Map.of("FAKE_EXIT", "7"), "x").exit).isEqualTo(7);
  }

  @Test
  void shouldWorkThroughSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a check out/weft"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link.toAbsolutePath());

    Run run = run(second, Map.of(), "x");

    assertThat(run.out).containsExactly("<-jar>", jar("cluster/target/weft.jar"), "<x>");
  }

  @Test
  void shouldSayInOneLineWhatToInstall() throws Exception {
    assertOneLine(weft(Map.of("JAVA_HOME", "/nowhere"), "x"), "JAVA_HOME is /nowhere");
    assertOneLine(weft(Map.of("FAKE_VERSION", "1.8.0_452"), "x"), "1.8.0_452, too old");

    Files.delete(jdk.resolve("bin/javac"));
    assertOneLine(weft(Map.of(), "x"), "no javac");

    // A folder with all that the script needs, and no Java.
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed", "head", "find")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    }
    assertOneLine(weft(Map.of("JAVA_HOME", "", "PATH", tools.toString()), "x"), "no Java here");
  }

  @Test
  void shouldShowTheEndOfAFailedBuild() throws Exception {
    Run run = weft(Map.of("FAKE_BUILD", "1"), "x");

    assertThat(run.exit).isEqualTo(1);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("built by", "weft: the build failed");
  }

  private static void assertOneLine(Run run, String content) {
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.out).isEmpty();
    assertThat(run.err.lines())
        .singleElement()
        .asString()
        .contains(content)
        .contains("Install a JDK 17 or later");
  }

  private Run weft(Map<String, String> variables, String... arguments) throws Exception {
    return run(checkout.resolve("weft"), variables, arguments);
  }

  private Run run(Path script, Map<String, String> variables, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(Arrays.asList(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, SECONDS)).as("the script ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private String jar(String path) throws IOException {
    return "<" + checkout.toRealPath().resolve(path) + ">";
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
