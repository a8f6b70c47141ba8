package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.MavenBuild;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A Spring Boot executable jar as its Maven plugin makes it, unchanged but for the annotations:
 * with the agent it prints what it prints without, alone and against members that have none of its
 * classes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringBootIT {

  private static final String LOG = "LOG ";

  private Path jar = Path.of("");
  private JavaProcess plain;

  @BeforeAll
  void build() {
    jar = MavenBuild.packaged("spring", "desk").jar();
    plain = application("desk-plain").run();
  }

  @Test
  void shouldRunPlain() {
    assertThat(printed(plain))
        .hasSize(9)
        .contains(
            "Triage[number=0, score=5, urgency=HIGH]",
            "refused: ticket 101 has no words",
            "closing the board of the front desk with 20 tickets");
    assertThat(logged(plain))
        .contains("LOG INFO Scoring: scored 0 as 5", "LOG WARN Day: the day ends");
  }

  @Test
  void shouldRunTheSameWithTheAgent() {
    JavaProcess run = application("desk-agent").agent().run();

    checkEmbedded(run);
  }

  @Test
  void shouldRunTheSameWithTheAgentOnJdk25() {
    JavaProcess run = application("desk-agent-25").on(Jdk.assume25()).agent().run();

    checkEmbedded(run);
  }

  @Test
  void shouldRunTheSameAgainstMembersWithoutItsClasses(TestCluster cluster) {
    List<Integer> marks = cluster.marks();

    JavaProcess run = application("desk-driver").agent().options(cluster.driverOptions()).run();

    assertThat(printed(run)).isEqualTo(printed(plain));
    assertThat(run.err().lines()).singleElement().asString().contains("driver", "2 members");
    assertThat(logged(run)).contains("LOG WARN Day: the day ends");
    assertThat(String.join(" ", cluster.awaitLogs("job \\w+ ended: ran ", marks)))
        .contains("Scoring.triage=", "Shift.take=", "Board.put=20");
  }

  @Test
  void shouldRunTheSameAgainstMembersFromJdk25(TestCluster cluster) {
    JavaProcess run =
        application("desk-driver-25")
            .on(Jdk.assume25())
            .agent()
            .options(cluster.driverOptions())
            .run();

    assertThat(printed(run)).isEqualTo(printed(plain));
  }

  @Test
  void shouldKeepItsExitCode() {
    JavaProcess run = application("desk-code", "--desk.exit-code=7").agent().start();

    assertThat(run.awaitExit(Duration.ofSeconds(60))).isEqualTo(7);
    assertThat(printed(run)).isEqualTo(printed(plain));
  }

  private void checkEmbedded(JavaProcess run) {
    assertThat(printed(run)).isEqualTo(printed(plain));
    assertThat(logged(run)).isEqualTo(logged(plain));
    assertThat(run.err().lines()).singleElement().asString().contains("| embedded", "woven");
  }

  private JavaCommand application(String name, String... arguments) {
    return new JavaCommand(name).jar(jar, Arrays.asList(arguments));
  }

  private static List<String> printed(JavaProcess run) {
    return run.out().lines().stream().filter(line -> !line.startsWith(LOG)).toList();
  }

  /** What the application logged, in any order: tasks log as they run. */
  private static List<String> logged(JavaProcess run) {
    return run.out().lines().stream()
        .filter(line -> line.startsWith(LOG))
        .filter(line -> !line.contains("DeskApplication: Start") && !line.contains(" weft: "))
        .sorted()
        .toList();
  }
}
