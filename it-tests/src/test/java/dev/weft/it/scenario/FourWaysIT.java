package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.MavenBuild;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One ordinary application, unchanged but for its annotations, in four ways: plain, with the agent
 * alone, with the agent against members, and woven by the Maven plugin without any agent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourWaysIT {

  private static final String MAIN = "shop.Main";

  private Path jar = Path.of("");
  private List<String> plain = List.of();

  @BeforeAll
  void runPlain() {
    jar = SampleApp.of("pricing").jar();
    plain =
        new JavaCommand("plain")
            .classPath(jar, Artifacts.runtimeJar())
            .main(MAIN)
            .run()
            .out()
            .lines();
  }

  @Test
  void shouldRunPlain() {
    assertThat(plain)
        .contains(
            "in all 219841",
            "tree of calls 219841",
            "refused at the get: shop.EmptyOrderException: order 77 is empty")
        .hasSize(12);
  }

  @Test
  void shouldRunTheSameWithTheAgentAlone() {
    JavaProcess run = withAgent("agent").run();

    assertThat(run.out().lines()).isEqualTo(plain);
    assertThat(run.err().text()).contains("weft ", "embedded", "woven");
  }

  @Test
  void shouldRunTheSameAgainstMembersWithoutTheApplication(TestCluster cluster) {
    List<Integer> marks = cluster.marks();

    JavaProcess run = withAgent("driver").options(cluster.driverOptions()).run();

    assertThat(run.out().lines()).isEqualTo(plain);
    assertThat(run.err().text()).contains("driver", "2 members");
    List<String> ends = cluster.awaitLogs("job \\w+ ended: ran .*add=", marks);
    assertThat(String.join(" ", ends)).contains("Tracker.add=60", "Pricing.sum=1");
    assertThat(ends.stream().mapToInt(end -> runs(end, "Pricing.price")).sum()).isEqualTo(62);
    assertThat(ends).noneSatisfy(end -> assertThat(end).contains("0 classes shipped"));
  }

  @Test
  void shouldRunTheSameWovenByMavenWithoutAgent() {
    MavenBuild project = MavenBuild.packaged("pricing");
    assertThat(project.output()).contains("Woven 3 of 9 classes");
    JavaProcess again = project.run("package");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out().text()).contains("Woven 0 of 9 classes");

    JavaProcess run = woven("woven", project).run();

    assertThat(run.out().lines()).isEqualTo(plain);
    assertThat(run.err().text()).contains("embedded", "6 remote methods, 1 actor class woven");

    JavaProcess run25 = woven("woven-25", project).on(Jdk.assume25()).run();

    assertThat(run25.out().lines()).isEqualTo(plain);
  }

  @Test
  void shouldRunTheSameWithTheAgentOnJdk25() {
    JavaProcess run = withAgent("agent-25").on(Jdk.assume25()).run();

    assertThat(run.out().lines()).isEqualTo(plain);
  }

  @Test
  void shouldRunTheSameAgainstMembersFromJdk25(TestCluster cluster) {
    JavaProcess run =
        withAgent("driver-25").on(Jdk.assume25()).options(cluster.driverOptions()).run();

    assertThat(run.out().lines()).isEqualTo(plain);
  }

  private JavaCommand withAgent(String name) {
    return new JavaCommand(name).agent().classPath(jar).main(MAIN);
  }

  private static JavaCommand woven(String name, MavenBuild project) {
    return new JavaCommand(name).classPath(project.jar(), Artifacts.weftJar()).main(MAIN);
  }

  /** The number after {@code name=} in a line, or 0. */
  private static int runs(String line, String name) {
    int at = line.indexOf(name + "=");
    return at < 0 ? 0 : Integer.parseInt(line.substring(at).replaceAll("^\\S+?=(\\d+).*$", "$1"));
  }
}
