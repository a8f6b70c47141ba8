package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What tasks can do to a member, and what can be done to it while it has some. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskFaultsIT {

  private Path faulty = Path.of("");

  @BeforeAll
  void compile() {
    faulty = SampleApp.of("faulty").jar();
  }

  @Test
  void shouldBearWhateverTasksDoAndBeWholeAfterwards() {
    try (TestCluster cluster = TestCluster.start(0)) {
      MemberProcess member = cluster.startMember("-Xmx192m", "-Dweft.slots=2");
      JavaProcess driver = driver("bear", cluster, List.of("-Xmx256m"), "faulty.Bear").start();

      driver.awaitSuccess();

      List<String> lines = driver.out().lines();
      for (int round = 0; round < 3; round++) {
        List<String> bad = lines.subList(5 * round, 5 * round + 5);
        assertThat(bad.get(0)).startsWith("memory: OutOfMemoryError");
        assertThat(bad.get(1)).startsWith("stack: StackOverflowError");
        assertThat(bad.get(2)).startsWith("result: NotSerializableValueException");
        // its text takes much of the heap: it comes, or there is no room to send it, or to copy it
        assertThat(bad.get(3))
            .matches(
                "failure: (IllegalStateException, x+|OutOfMemoryError, .*"
                    + "|TaskFailedException, java.lang.IllegalStateException \\(its own .*)");
        assertThat(bad.get(4)).startsWith("argument: ").contains("Exception");
      }
      assertThat(lines.subList(15, lines.size()))
          .containsExactly(
              "cancelled: true, true",
              "first: TaskCancelledException, Task Tasks.spin was cancelled.",
              "second: TaskCancelledException, Task Tasks.spin was cancelled.",
              "queued: 1",
              "cancelled: false",
              "again: 3",
              "priorities: true",
              "slots: 2 met, 2 at most");
      assertThat(member.process().isAlive()).isTrue();
    }
  }

  @Test
  void shouldRefuseAnArgumentForWhichAMemberHasNoRoom() {
    try (TestCluster cluster = TestCluster.start(0)) {
      MemberProcess roomy = cluster.startMember("-Xmx900m");
      MemberProcess narrow = cluster.startMember("-Xmx160m");
      JavaProcess driver = large(cluster, roomy, narrow, "-Xmx700m", 100);

      assertThat(driver.out().lines()).hasSize(4).contains("roomy: 104857600", "after: 1");
      assertThat(driver.out().lines().get(1))
          .startsWith("narrow: UnplaceableException, Task Tasks.length has arguments of 100 MiB")
          .contains("no room", "of its 160 MiB");
      assertThat(cluster.members()).allMatch(member -> member.process().isAlive());
    }
  }

  /** Takes five gigabytes of memory. */
  @Test
  @EnabledIfSystemProperty(named = "weft.faults", matches = "all")
  void shouldRefuseAnArgumentThatNoMessageCanHold() {
    try (TestCluster cluster = TestCluster.start(2)) {
      JavaProcess driver = large(cluster, cluster.member(0), cluster.member(1), "-Xmx5g", 3 * 1024);

      assertThat(driver.out().lines().get(0))
          .startsWith("roomy: NotSerializableValueException")
          .contains("argument");
      assertThat(driver.out().lines().subList(1, 3)).containsExactly("after: 1", "after: 1");
      assertThat(cluster.members()).allMatch(member -> member.process().isAlive());
    }
  }

  @Test
  void shouldGoOnWithoutAMemberThatStandsStillAndTakeNothingFromItWhenItComesBack() {
    try (TestCluster cluster = TestCluster.start(2)) {
      JavaProcess driver = driver("paused", cluster, List.of(), "faulty.Paused").start();
      JavaProcess paused = cluster.member(1).process();
      driver.awaitOut("^under way");
      int mark = cluster.marks().get(0);

      paused.pause();
      cluster.member(0).awaitLog("Member .* left; members: 1", mark);
      driver.tell("it is given up");
      driver.awaitOut("^wrong");
      int resumed = cluster.marks().get(1);
      paused.resume();
      cluster.member(1).awaitLog("Joined anew", resumed);
      driver.tell("it has been back");

      driver.awaitSuccess();
      assertThat(driver.out().lines())
          .containsExactly(
              "under way",
              "sum " + 299 * 300 / 2,
              "wrong 0, unknown some",
              "after 1",
              "run twice: 0",
              "never run: 0");
      assertThat(cluster.members()).allMatch(member -> member.process().isAlive());
    }
  }

  @Test
  void shouldPrintNoTracesOfWhatADriverWaitsForThatIsToldToEnd(TestCluster cluster) {
    JavaProcess driver = driver("waiting", cluster, List.of(), "faulty.Waiting").start();
    driver.awaitOut("^waits");

    driver.tellToEnd();

    assertThat(driver.err().text()).doesNotContain("Exception", "\tat ");
  }

  private JavaProcess large(
      TestCluster cluster, MemberProcess roomy, MemberProcess narrow, String heap, int mebibytes) {
    return driver(
            "large",
            cluster,
            List.of(heap),
            "faulty.Large",
            roomy.address(),
            narrow.address(),
            Integer.toString(mebibytes))
        .run();
  }

  private JavaCommand driver(
      String name, TestCluster cluster, List<String> options, String main, String... arguments) {
    return new JavaCommand(name)
        .agent()
        .options(cluster.driverOptions())
        .options(options)
        .classPath(faulty)
        .main(main, arguments);
  }
}
