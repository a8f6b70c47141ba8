package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Classes travel to members that have none, and never meet those of another job. */
class ClassShippingIT {

  @Test
  void shouldKeepTwoVersionsOfAClassApart(TestCluster cluster) {
    SampleApp app = SampleApp.of("greeting");
    JavaProcess one = driver("one", app.jar(), "hello.Main", cluster).start();
    JavaProcess two =
        driver("two", app.replacing("\"one\"", "\"two\"").jar(), "hello.Main", cluster).start();
    one.awaitOut("first round");
    two.awaitOut("first round");

    one.tell("go on");
    two.tell("go on");

    assertThat(one.awaitSuccess().out().lines())
        .containsExactly("first round: [one]", "all rounds: [one]");
    assertThat(two.awaitSuccess().out().lines())
        .containsExactly("first round: [two]", "all rounds: [two]");
  }

  @Test
  void shouldNameAClassThatIsNowhere(TestCluster cluster) {
    Path jar = SampleApp.of("greeting").without("hello/Missing.class").jar();

    JavaProcess run = driver("incomplete", jar, "hello.Incomplete", cluster).run();

    assertThat(run.out().lines()).hasSize(2).contains("well");
    assertThat(run.out().lines().get(0))
        .startsWith("java.lang.NoClassDefFoundError")
        .containsPattern("hello[./]Missing");
  }

  private static JavaCommand driver(String name, Path jar, String main, TestCluster cluster) {
    return new JavaCommand(name).agent().options(cluster.driverOptions()).classPath(jar).main(main);
  }
}
