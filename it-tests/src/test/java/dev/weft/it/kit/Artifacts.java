package dev.weft.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build has put what is under test. */
public final class Artifacts {

  private Artifacts() {}

  /** The folder of the whole project. */
  public static Path root() {
    return Path.of(property("it.root")).toAbsolutePath().normalize();
  }

  /** The sources and resources of the tests. */
  public static Path testSources() {
    return root().resolve("it-tests/src/test");
  }

  /** The agent, with everything that it needs inside. */
  public static Path agentJar() {
    return existing("agent/target/weft-agent.jar");
  }

  /** Weft as one jar: members run from it, and woven applications have it on their class path. */
  public static Path weftJar() {
    return existing("cluster/target/weft.jar");
  }

  /** The public API with the inline engine, and nothing else. */
  public static Path runtimeJar() {
    return existing("runtime/target/weft-runtime-" + version() + ".jar");
  }

  /** The example programs. */
  public static Path examplesJar() {
    return existing("examples/target/weft-examples.jar");
  }

  /** Weft's version. */
  public static String version() {
    return property("it.version");
  }

  /** Older releases of libraries that Weft uses too, as an application may have them. */
  public static Stream<Path> oldLibraries() {
    return jars("old-libs");
  }

  /** What it takes to run Tomcat inside a program. */
  public static Stream<Path> tomcat() {
    return jars("tomcat");
  }

  private static Stream<Path> jars(String name) {
    Path folder = root().resolve("it-tests/target").resolve(name);
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("No libraries in " + folder, e);
    }
  }

  /** An agent of others, by its name. */
  public static Path otherAgent(String name) {
    return existing("it-tests/target/agents/" + name + ".jar");
  }

  /** A new folder below the build's own, kept for a look after a failure. */
  public static Path newFolder(String name) {
    try {
      Path parent = root().resolve("it-tests/target/it-work");
      return Files.createTempDirectory(Files.createDirectories(parent), name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A setting of the build. */
  public static String property(String name) {
    String value = System.getProperty(name);
    assertThat(value).as("the system property %s, which the build sets", name).isNotBlank();
    return value;
  }

  private static Path existing(String path) {
    Path file = root().resolve(path);
    assertThat(file).as("build it first: mvn verify").exists();
    return file;
  }
}
