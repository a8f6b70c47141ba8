package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Objects go along by value to members that have none of their classes. */
class InstanceTasksIT {

  @Test
  void shouldRunOnMembersWhatIsAnnotatedCoveredOrIncluded(TestCluster cluster) {
    JavaProcess run =
        driver("quotes", cluster)
            .options("-Dweft.include=quotes.Legacy#*,quotes.Legacy#price,quotes.Legacy#name")
            .run();

    assertThat(run.out().lines())
        .hasSize(9)
        .startsWith(
            "2 pears on a member",
            "pears on a member",
            "7 pears on a member",
            "aa! on a member",
            "bb? on a member",
            "c1 on a member, d2 on a member",
            "12 on a member",
            "old on a member");
    assertThat(run.out().lines().get(8))
        .startsWith("receiver, lambda: a lambda of quotes.Main cannot travel.");
    assertThat(run.err().text()).contains("weft.include names quotes.Legacy#*");
  }

  @Test
  void shouldWarnOfIncludedClassesThatAreNowhere(TestCluster cluster) {
    JavaProcess run =
        driver("misspelt", cluster).options("-Dweft.include=quotes.Legasy#price").run();

    assertThat(run.out().lines()).contains("12 on a driver");
    assertThat(run.err().text())
        .contains(
            "weft: warning: weft.include: the class quotes.Legasy was never loaded. Did you mean"
                + " quotes.Legacy?");
  }

  private static JavaCommand driver(String name, TestCluster cluster) {
    Path jar = SampleApp.of("quotes").jar();
    return new JavaCommand(name)
        .agent()
        .options(cluster.driverOptions())
        .classPath(jar)
        .main("quotes.Main");
  }
}
