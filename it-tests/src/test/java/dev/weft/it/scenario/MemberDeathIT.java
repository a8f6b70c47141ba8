package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import org.junit.jupiter.api.Test;

/**
 * A member that is killed takes its actors along, and no task's answer; one that leaves in good
 * order, nothing.
 */
class MemberDeathIT {

  @Test
  void shouldKeepTasksAndActorsOfALostMember() {
    try (TestCluster cluster = TestCluster.start(2);
        JavaProcess driver =
            new JavaCommand("survivor")
                .agent()
                .options(cluster.driverOptions())
                .classPath(SampleApp.of("lasting").jar())
                .main("lasting.Survivor")
                .start()) {
      driver.awaitOut("^under way");

      cluster.member(1).process().kill();
      driver.tell("the member is gone");

      driver.awaitSuccess();
      assertThat(driver.out().lines())
          .containsExactly(
              "under way",
              "sum " + 399L * 400 * 799 / 6,
              "calls under way: 16",
              "actors that know all: 16",
              "members before: 2, after: 1",
              "in time: true");
      assertThat(cluster.member(0).process().isAlive()).isTrue();
    }
  }

  @Test
  void shouldRunNoTaskTwiceWhenAMemberIsToldToLeave() {
    try (TestCluster cluster = TestCluster.start(2);
        JavaProcess driver =
            new JavaCommand("patient")
                .agent()
                .options(cluster.driverOptions())
                .classPath(SampleApp.of("lasting").jar())
                .main("lasting.Patient")
                .start()) {
      driver.awaitOut("^under way");

      cluster.member(1).process().terminate();
      driver.tell("the member has been told");

      driver.awaitSuccess(); // with retries(0), a task that is lost, or may have run, fails
      assertThat(driver.out().lines()).containsExactly("under way", "sum " + 399L * 400 * 799 / 6);
      cluster.member(1).process().awaitExit();
      assertThat(cluster.member(1).log().text()).doesNotContain("WARN", "ERROR");
    }
  }
}
