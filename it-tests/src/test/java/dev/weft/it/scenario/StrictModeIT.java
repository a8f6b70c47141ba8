package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Calls that share an actor, in a cluster: whose setting counts, and what the report says of them.
 */
class StrictModeIT {

  /** In program order: the second task finds what the first has written. */
  private static final List<String> IN_ORDER = List.of("2", "[a begins, a ends, b begins, b ends]");

  /** For tasks that will meet, however slow the machine. */
  private static final String MINUTE = "60000";

  /** For tasks that will not. */
  private static final String MOMENT = "300";

  private static final String STRICT = "-Dweft.strict=true";

  @Test
  void shouldLetCallsMeetAndReportThem(TestCluster cluster) {
    Path report = Artifacts.newFolder("report").resolve("calls.txt");

    JavaProcess run = driver(cluster, "here", MINUTE, "-Dweft.report=" + report).run();

    assertThat(run.out().lines()).first().isEqualTo("2");
    assertThat(run.out().lines().get(1)).matches("\\[. begins, . begins, . ends, . ends]");
    assertThat(report)
        .content()
        .containsPattern("overlaps +Main\\.work +at journal\\.Main\\.main\\(Main\\.java:52\\)")
        .contains("shares Main.Journal with the call in line 52: what they do there falls in any")
        .contains("shares Main.Journal with the call in line 43: what they do there falls in any");
  }

  @Test
  void shouldKeepTheOrderOfCallsThatAStrictDriverMakes(TestCluster cluster) {
    assertThat(driver(cluster, "here", MOMENT, STRICT).run().out().lines())
        .containsExactlyElementsOf(IN_ORDER);
  }

  @Test
  void shouldKeepTheOrderOfCallsThatTasksMakeOnAStrictMember() {
    try (TestCluster cluster = TestCluster.start(0)) {
      cluster.startMember(STRICT);

      assertThat(driver(cluster, "there", MOMENT).run().out().lines())
          .containsExactlyElementsOf(IN_ORDER);
    }
  }

  private static JavaCommand driver(
      TestCluster cluster, String where, String patienceMs, String... options) {
    return new JavaCommand("journal")
        .agent()
        .options(cluster.driverOptions())
        .options(options)
        .classPath(SampleApp.of("journal").jar())
        .main("journal.Main", where, patienceMs);
  }
}
