package dev.weft.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A project of its own with an application's sources, built by a real Maven: the wrapper's, off
 * line, with this build's artifacts in a repository beside the user's.
 */
public final class MavenBuild {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Map<String, MavenBuild> PACKAGED = new ConcurrentHashMap<>();

  private final Path folder;
  private volatile String output = "";

  private MavenBuild(Path folder) {
    this.folder = folder;
  }

  /** A project that was built with success; once for all tests. */
  public static MavenBuild packaged(String app) {
    return PACKAGED.computeIfAbsent(
        app,
        name -> {
          MavenBuild build = of(name);
          JavaProcess maven = build.run("package");
          build.output = maven.out().text();
          assertThat(maven.exitCode()).as(build.output).isZero();
          return build;
        });
  }

  /** A project with the sources of an application of {@code src/test/apps}. */
  public static MavenBuild of(String app) {
    Path folder = Artifacts.newFolder("maven-" + app);
    try {
      copy(Artifacts.testSources().resolve("projects/sample"), folder);
      setVersion(folder.resolve("pom.xml"));
      copy(SampleApp.sources(app), folder.resolve("src/main/java"));
      return new MavenBuild(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the project " + app + ".", e);
    }
  }

  /** A project of {@code src/test/projects} with sources of its own. */
  public static MavenBuild project(String name) {
    Path folder = Artifacts.newFolder("maven-" + name);
    try {
      copy(Artifacts.testSources().resolve("projects").resolve(name), folder);
      setVersion(folder.resolve("pom.xml"));
      return new MavenBuild(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the project " + name + ".", e);
    }
  }

  private static void setVersion(Path pom) throws IOException {
    Files.writeString(pom, Files.readString(pom).replace("@weft.version@", Artifacts.version()));
  }

  /** A file of the project. */
  public Path file(String path) {
    return folder.resolve(path);
  }

  /** The plugin's goal of that name, as one gives it on the command line. */
  public static String goal(String name) {
    return "dev.weft:weft-maven-plugin:" + Artifacts.version() + ":" + name;
  }

  /** Runs Maven with some goals and waits until it has ended. */
  public JavaProcess run(String... goals) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", Artifacts.root().resolve("mvnw").toString()));
    command.addAll(List.of("-o", "-B", "-Dstyle.color=never", "-DskipTests"));
    command.add("-Dmaven.repo.local=" + Artifacts.property("it.repository"));
    command.add("-Dmaven.repo.local.tail=" + Artifacts.property("it.localRepository"));
    command.add("-Dmaven.repo.local.tail.ignoreAvailability=true");
    command.addAll(Arrays.asList(goals));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    JavaCommand.cleanEnvironment(builder);
    builder.environment().keySet().removeIf(key -> key.startsWith("MAVEN_"));
    builder.environment().put("JAVA_HOME", Jdk.current().home().toString());
    JavaProcess maven = JavaProcess.start("maven", builder);
    maven.awaitExit(LIMIT);
    return maven;
  }

  /** What Maven said when it packaged the project. */
  public String output() {
    return output;
  }

  /** The jar that the project builds. */
  public Path jar() {
    return folder.resolve("target/sample.jar");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
