package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import org.junit.jupiter.api.Test;

/** What a task does to its member must not be done to the next one, and must be told. */
class HarmfulTasksIT {

  @Test
  void shouldNotRunATaskAgainThatEndsItsMember() {
    try (TestCluster cluster = TestCluster.start(2);
        JavaProcess driver =
            new JavaCommand("harm")
                .agent()
                .options(cluster.driverOptions())
                .classPath(SampleApp.of("harmful").jar())
                .main("harmful.Harm")
                .start()) {

      driver.awaitSuccess();

      assertThat(driver.out().lines()).hasSize(3);
      assertThat(driver.out().lines().get(0))
          .startsWith("shutdown: IllegalStateException, Weft.shutdown() was called in a task");
      assertThat(driver.out().lines().get(1))
          .startsWith("exit: TaskFailedException, Task Harm.exit called System.exit");
      assertThat(driver.out().lines().get(2)).isEqualTo("after: 1");
      for (MemberProcess member : cluster.members()) {
        if (driver.out().lines().get(1).contains(member.address())) {
          assertThat(member.process().awaitExit(JavaProcess.LIMIT)).isEqualTo(5);
        } else {
          assertThat(member.process().isAlive()).isTrue();
        }
      }
    }
  }
}
