package dev.weft.it.scenario;

import static dev.weft.it.kit.MavenBuild.goal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MavenBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugin's goals in real builds. */
class MavenPluginIT {

  /** One file of a project after another is changed, as by someone who works on it. */
  @Test
  void shouldKeepUpWithAProjectThatIsWorkedOn() throws IOException {
    MavenBuild project = MavenBuild.of("pricing");
    String onlyChanged = "-Dmaven.compiler.useIncrementalCompilation=false";

    String dry = success(project, "process-classes", onlyChanged, "-Dweft.dry-run=true");
    assertThat(dry).contains("Dry run: would weave 3 of 9 classes");
    assertThat(project.file("target/classes/META-INF/weft")).doesNotExist();
    assertThat(project.file("target/weft-report.txt"))
        .content()
        .startsWith("Weft report: ")
        .containsPattern(
            "(?m)^  ref +Pricing\\.price +at shop\\.Main\\.quotes\\(Main\\.java:38\\)$");
    assertThat(project.file("target/weft-report.json")).content().startsWith("{");

    assertThat(success(project, "process-classes", onlyChanged))
        .contains("Woven 3 of 9 classes", "weft-report.txt");
    Map<Path, FileTime> times = times(project);
    assertThat(success(project, "process-classes", onlyChanged)).contains("Woven 0 of 9 classes");
    assertThat(times(project)).isEqualTo(times);

    edit(project, "Main.java", "\"in all \"", "\"all in all \"");
    assertThat(success(project, "process-classes", onlyChanged)).contains("Woven 1 of 9 classes");

    // What Main calls is not remote any more; Main itself is not compiled again.
    edit(project, "Pricing.java", "  @Remote\n  static long sum", "  static long sum");
    assertThat(success(project, "process-classes", onlyChanged)).contains("Woven 2 of 9 classes");

    JavaProcess checked = project.run(goal("check"), "-Dweft.check.failOnWait=true");
    assertThat(checked.exitCode()).isNotZero();
    assertThat(checked.out().text())
        .contains(
            "[ERROR] shop.Main.main(Main.java:26): the call of Tracker.report waits here: the call")
        .contains("Remote calls that wait where they stand: ");
  }

  @Test
  void shouldFailWithThePlaceAndTheRemedy() throws IOException {
    MavenBuild project = MavenBuild.of("lambda");

    JavaProcess build = project.run("process-classes");

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.out().text())
        .contains(
            "[ERROR] wrong.Main.main(Main.java:23): Weft.remote: The lambda does not end in a")
        .contains("wrong.Main.ordinary is not @Remote. Let the lambda end in a call")
        .contains("BUILD FAILURE");
    assertThat(project.file("target/classes/META-INF/weft")).doesNotExist();
    assertThat(success(project, "process-classes", "-Dweft.skip=true")).contains("BUILD SUCCESS");
  }

  @Test
  void shouldWeaveWhatTheProjectIncludes() throws IOException {
    MavenBuild project = MavenBuild.of("quotes");
    Path pom = project.file("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "<executions>",
                """
                <configuration>
                  <includes>
                    <include>quotes.Legacy#price(int)</include>
                    <include>quotes.Legacy#nam*</include>
                    <include>quotes.Legacy#name</include>
                  </includes>
                </configuration>
                <executions>"""));

    String build = success(project, "process-classes");

    assertThat(build).contains("[WARNING]").contains("quotes.Legacy#nam*");
    assertThat(project.file("target/weft-report.txt"))
        .content()
        .contains("Legacy.price  ")
        .contains("Legacy.name  ");
    assertThat(success(project, "process-classes")).contains("Woven 0 of ");
  }

  @Test
  void shouldWeaveModulesAndTellOfTheOneThatIsNotWoven() {
    MavenBuild project = MavenBuild.project("modules");

    String build = success(project, "verify", "-T2");

    assertThat(build)
        .contains("[WARNING] batch.Nightly (batch-1.jar) calls Pricing.price and is not woven");
    assertThat(project.file("app/target/weft-report.txt"))
        .content()
        .contains("\n  unwoven   batch.Nightly (batch-1.jar) calls Pricing.price");
    assertThat(project.file("tasks/target/weft-report.txt")).doesNotExist();
    JavaProcess run = modules("modules", project, Artifacts.weftJar()).run();
    assertThat(run.out().lines()).containsExactly("25");
    assertThat(run.err().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("weft: not woven, so that tasks which they call run in their thread: batch.N");
    JavaProcess withAgent = modules("modules-agent", project).agent().run();
    assertThat(withAgent.out().lines()).containsExactly("25");
    assertThat(withAgent.err().lines()).hasSize(1); // that one is woven now
    assertThat(project.run("verify", "-Dweft.check.failOnUnwoven=true").exitCode()).isNotZero();
  }

  private static JavaCommand modules(String name, MavenBuild project, Path... more) {
    List<Path> classPath = new ArrayList<>();
    for (String module : List.of("app", "tasks", "batch")) {
      classPath.add(project.file(module + "/target/" + module + "-1.jar"));
    }
    classPath.addAll(List.of(more));
    return new JavaCommand(name).classPath(classPath.toArray(Path[]::new)).main("app.Main");
  }

  private static String success(MavenBuild project, String... arguments) {
    JavaProcess maven = project.run(arguments);
    String output = maven.out().text();
    assertThat(maven.exitCode()).as(output).isZero();
    return output;
  }

  private static void edit(MavenBuild project, String file, String from, String to)
      throws IOException {
    Path source = project.file("src/main/java/shop/" + file);
    String text = Files.readString(source);
    assertThat(text).contains(from);
    Files.writeString(source, text.replace(from, to));
    // The compiler goes by times, and sees seconds on some file systems.
    Files.setLastModifiedTime(
        source, FileTime.fromMillis(Files.getLastModifiedTime(source).toMillis() + 2_000));
  }

  private static Map<Path, FileTime> times(MavenBuild project) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project.file("target/classes"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
