package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Resources, labels, places and groups over real members, as docs/placement.md shows them. */
class PlacementIT {

  @Test
  void shouldRunTasksWhereTheyAskToBe() {
    try (TestCluster cluster = TestCluster.start(0)) {
      cluster.startMember(List.of("--slots", "2", "--resources", "gpu=1,memory=1g"));
      cluster.startMember(List.of("--slots", "2", "--labels", "zone=b,disk=ssd"));
      try (JavaProcess driver = driver(cluster)) {
        driver.awaitOut("^under way");
        driver.awaitErr("No member can run tasks that ask for cpus=1, tpu=1");
        cluster.startMember(List.of("--slots", "1", "--resources", "tpu=1"));
        driver.tell("a member that can has come");

        driver.awaitSuccess();
        assertThat(driver.out().lines())
            .containsExactly(
                "trained for 1",
                "gpu tasks on 1, not there: true",
                "labelled there only: true",
                "spread over 2",
                "trained for 6",
                "bundles on 2",
                "under way",
                "tpu: true",
                "Task Placing.where may only run on member 127.0.0.1:1, which is not there or does"
                    + " not have cpus=1. Placement.prefer would let it run elsewhere.");
      }
    }
  }

  @Test
  void shouldShowInTheDocumentsWhatIsCompiled() throws IOException {
    String page = Files.readString(Artifacts.root().resolve("docs/placement.md"));
    String source = Files.readString(SampleApp.sources("placing").resolve("placing/Placing.java"));
    Matcher blocks = Pattern.compile("(?s)```java\n(.*?)```").matcher(page);

    int count = 0;
    for (; blocks.find(); count++) {
      assertThat(squeezed(source)).contains(squeezed(blocks.group(1)));
    }
    assertThat(count).isEqualTo(4);
  }

  private static JavaProcess driver(TestCluster cluster) {
    return new JavaCommand("placing")
        .agent()
        .options(cluster.driverOptions())
        .classPath(SampleApp.of("placing").jar())
        .main("placing.Placing", cluster.member(1).address())
        .start();
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", " ");
  }
}
