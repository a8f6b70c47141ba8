package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.SampleApp;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent comes when the application runs already. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachIT {

  private static final String REMEDY =
      ". Start with -javaagent:weft-agent.jar, or attach before they are used.";

  private Path jar = Path.of("");

  @BeforeAll
  void compile() {
    jar = SampleApp.of("attached").jar();
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldWeaveWhatComesLaterAndSayWhatCannotBeWoven(int feature) throws Exception {
    Jdk jdk = feature == 0 ? Jdk.current() : Jdk.assume25();
    JavaProcess run = application(jdk).start();
    run.awaitOut("loaded");

    run.attach(Artifacts.agentJar());
    run.tell("go on");

    assertThat(run.awaitSuccess().out().lines())
        .containsExactly(
            "loaded early, actor, sender",
            "late task in weft-task",
            "late actor in weft-actor",
            "early task in main",
            "early actor in main",
            "sent from main",
            "early task, called by late code, in main");
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("weft:"))
        .containsExactly(
            "weft: attached: 1 loaded class was woven in place; classes that are loaded from now on"
                + " are woven as they come.",
            "weft: warning: 1 loaded class stays plain Java, as a loaded class cannot become an"
                + " actor class: late.EarlyActor"
                + REMEDY,
            "weft: warning: 1 loaded class stays plain Java, as the list of its remote methods"
                + " cannot be added to a loaded class: late.Early"
                + REMEDY,
            "weft: warning: 1 loaded class stays plain Java, as what Weft.remote calls cannot be"
                + " added to a loaded class: late.Sender"
                + REMEDY);
    boolean hasJvmWarning =
        run.err().lines().stream().anyMatch(line -> line.contains("has been loaded dynamically"));
    assertThat(hasJvmWarning).isEqualTo(jdk.feature() >= 21);
  }

  @Test
  void shouldRefuseAnApplicationThatHasLoadedItsOwnCopyOfWeft() throws Exception {
    JavaProcess run =
        new JavaCommand("late-copy")
            .options("-Dweft.mode=inline")
            .classPath(jar, Artifacts.runtimeJar())
            .main("late.Main", "uses Weft")
            .start();
    run.awaitOut("loaded");

    run.attach(Artifacts.agentJar());
    run.tell("go on");

    assertThat(run.awaitSuccess().out().lines())
        .contains("late task in main", "late actor in main", "sent from main");
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("weft:"))
        .singleElement()
        .asString()
        .startsWith("weft: error: nothing is woven: the application has loaded Weft from its own")
        .contains("(dev.weft.");
  }

  @Test
  void shouldBeRefusedWhereTheJvmLoadsNoAgents() {
    JavaProcess run = application(Jdk.current()).options("-XX:-EnableDynamicAgentLoading").start();
    run.awaitOut("loaded");

    assertThatThrownBy(() -> run.attach(Artifacts.agentJar())).isInstanceOf(IOException.class);

    run.tell("go on");
    run.awaitExit();
    assertThat(run.err().lines()).noneMatch(line -> line.startsWith("weft:"));
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldWeaveAllWhenTheApplicationsManifestNamesIt(int feature) {
    Jdk jdk = feature == 0 ? Jdk.current() : Jdk.assume25();
    Path executable =
        SampleApp.of("attached")
            .manifest(
                Map.of(
                    "Main-Class",
                    "late.Main",
                    "Launcher-Agent-Class",
                    "dev.weft.agent.WeftAgent",
                    "Class-Path",
                    Artifacts.agentJar().toUri().toString()))
            .jar();

    JavaProcess run = new JavaCommand("launcher").on(jdk).jar(executable, List.of()).start();
    run.tell("go on");

    assertThat(run.awaitSuccess().out().lines())
        .containsExactly(
            "loaded early, actor, sender",
            "late task in weft-task",
            "late actor in weft-actor",
            "early task in weft-task",
            "early actor in weft-actor",
            "sent from weft-task",
            "early task, called by late code, in weft-task");
    assertThat(run.err().lines())
        .noneMatch(line -> line.startsWith("weft:") || line.contains("dynamically"));
  }

  @Test
  void shouldRefuseToBePackedIntoTheApplicationsJar() throws Exception {
    Path executable =
        SampleApp.of("attached")
            .manifest(
                Map.of(
                    "Main-Class", "late.Main", "Launcher-Agent-Class", "dev.weft.agent.WeftAgent"))
            .jar();
    try (FileSystem packed = FileSystems.newFileSystem(executable);
        FileSystem agent = FileSystems.newFileSystem(Artifacts.agentJar());
        Stream<Path> files = Files.walk(agent.getPath("dev"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = packed.getPath(file.toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }

    JavaProcess run = new JavaCommand("packed").jar(executable, List.of()).start();
    run.tell("go on");

    assertThat(run.awaitSuccess().out().lines()).contains("late task in main");
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("weft:"))
        .first()
        .asString()
        .startsWith("weft: the agent could not start, remote calls run in their caller's thread:")
        .contains("It must be a jar of its own, and is part of attached.jar.");
  }

  private JavaCommand application(Jdk jdk) {
    return new JavaCommand("late").on(jdk).classPath(jar).main("late.Main");
  }
}
