package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Applications in class loaders of their own, with and without a copy of Weft beside them: all meet
 * the agent's Weft and no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassLoadersIT {

  private Path host = Path.of("");
  private Path app = Path.of("");

  @BeforeAll
  void compile() {
    host = SampleApp.of("host").jar();
    app = SampleApp.of("loaders").jar();
  }

  @ParameterizedTest(name = "{0}, with a copy of Weft: {1}")
  @CsvSource({
    "parent-first, false",
    "parent-first, true",
    "child-first, false",
    "child-first, true",
    "child-first-after-platform, true",
    "platform-parent, false",
    "platform-parent, true"
  })
  void shouldMeetTheAgentsWeft(String kind, boolean hasCopy) {
    JavaProcess run = hosted(kind, hasCopy).run();

    checkOutput(run, "embedded");
    assertThat(run.err().lines()).singleElement().asString().contains("| embedded");
  }

  @Test
  void shouldMeetTheAgentsWeftOnJdk25() {
    checkOutput(hosted("child-first", true).on(Jdk.assume25()).run(), "embedded");
  }

  @Test
  void shouldShipClassesFromALoaderThatLooksIntoItselfFirst(TestCluster cluster) {
    JavaProcess run = hosted("child-first", true).options(cluster.driverOptions()).run();

    checkOutput(run, "driver");
  }

  @Test
  void shouldRunInAWebApplicationWithACopyOfWeft() throws IOException {
    List<Path> tomcat = Artifacts.tomcat().toList();
    Path folder = Artifacts.newFolder("webapp");
    Path libraries = Files.createDirectories(folder.resolve("WEB-INF/lib"));
    Files.copy(SampleApp.of("webapp").with(tomcat).jar(), libraries.resolve("webapp.jar"));
    Files.copy(Artifacts.runtimeJar(), libraries.resolve("weft-runtime.jar"));

    JavaProcess run =
        new JavaCommand("tomcat")
            .agent()
            .classPath(SampleApp.of("tomcat").with(tomcat).jar(), tomcat)
            .main("tomcat.Server", Artifacts.newFolder("tomcat-base").toString(), folder.toString())
            .run();

    assertThat(run.out().lines())
        .containsExactly(
            "visit 1 Point[x=-5, y=1], the agent's Weft, embedded",
            "visit 2 Point[x=-6, y=1], the agent's Weft, embedded",
            "stopped");
    assertThat(run.err().text()).contains("| embedded");
    assertThat(run.err().lines())
        .as("what Tomcat finds left behind when the web application stops")
        .noneMatch(line -> line.contains("appears to have started a thread"));
  }

  @Test
  void shouldSayThatNothingIsWovenOnTheModulePath() {
    JavaProcess run =
        new JavaCommand("modules")
            .agent()
            .options("-p", app + File.pathSeparator + Artifacts.runtimeJar())
            .options("--add-modules", "ALL-MODULE-PATH", "-m")
            .main("loaders/app.Main")
            .run();

    assertThat(run.out().lines()).containsExactly("sum 114", "a Weft of its own, inline");
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("weft:"))
        .singleElement()
        .asString()
        .startsWith("weft: error: nothing is woven: the application has Weft on its module path")
        .contains("weft.runtime", "class path", "weft-maven-plugin");
  }

  private static void checkOutput(JavaProcess run, String mode) {
    assertThat(run.out().lines()).containsExactly("sum 114", "the agent's Weft, " + mode);
  }

  private JavaCommand hosted(String kind, boolean hasCopy) {
    JavaCommand command = new JavaCommand("host-" + kind).agent().classPath(host);
    return hasCopy
        ? command.main("host.Host", kind, app.toString(), Artifacts.runtimeJar().toString())
        : command.main("host.Host", kind, app.toString());
  }
}
