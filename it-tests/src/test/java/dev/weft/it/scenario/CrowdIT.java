package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many items, an executor and futures of the JDK, on members that have no class of the program. */
class CrowdIT {

  private static final List<String> EXPECTED =
      List.of(
          "[9, 1, 4]",
          "[9, 1, 4]",
          "[4, 9, 16]",
          "[member]",
          "2666466670000",
          "java.io.IOException: not 5 after [0, 1, 2, 3, 4]",
          "first 0",
          "[16]",
          "tea costs 250 on a member",
          "50 on a member",
          "class crowd.Main",
          "0 20 40 60 80 0",
          "java.io.IOException: far away",
          "true true",
          "cancelled",
          "200",
          "argument 1, lambda captures 1: java.lang.Thread cannot travel: a thread belongs to its process."
              + " Make the field transient (and rebuild it in a @Restored method), or pass its data"
              + " instead.",
          "true 1",
          "member then member 10",
          "25",
          "old code",
          "argument 1, lambda: a lambda of crowd.Old cannot travel. Use a named class that implements the"
              + " interface (a record or an enum can), give the lambda `& Serializable` in a cast,"
              + " or pass its data instead.",
          "false",
          "82",
          "5",
          "true true",
          "[0 on a member of Main.lines, 1 on a member of Main.lines]",
          "10000",
          "300 on a member of Main.lines",
          "110, then / by zero");

  @Test
  void shouldRunOnMembers(TestCluster cluster) {
    JavaProcess run = driver("crowd").options(cluster.driverOptions()).run();

    assertThat(run.out().lines()).isEqualTo(EXPECTED);
    assertThat(run.err().text()).doesNotContain("Exception", "WARNING");
  }

  @Test
  void shouldRunOnMembersFromJdk25(TestCluster cluster) {
    JavaProcess run = driver("crowd-25").on(Jdk.assume25()).options(cluster.driverOptions()).run();

    assertThat(run.out().lines()).isEqualTo(EXPECTED);
    assertThat(run.err().text()).doesNotContain("Exception", "WARNING");
  }

  @Test
  void shouldRunInOneProcess() {
    JavaProcess run = driver("crowd-alone").run();

    assertThat(run.out().lines())
        .isEqualTo(EXPECTED.stream().map(line -> line.replace("member", "embedded")).toList());
  }

  private static JavaCommand driver(String name) {
    Path jar = SampleApp.of("crowd").jar();
    return new JavaCommand(name).agent().classPath(jar).main("crowd.Main");
  }
}
