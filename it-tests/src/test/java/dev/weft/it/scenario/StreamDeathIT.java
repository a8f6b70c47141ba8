package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import org.junit.jupiter.api.Test;

/** One end of a stream is killed. */
class StreamDeathIT {

  @Test
  void shouldTellTheReaderWhenTheProducerIsKilled() {
    try (TestCluster cluster = TestCluster.start(1);
        JavaProcess reader = reader(cluster)) {
      MemberProcess member = cluster.member(0);
      reader.awaitOut("^all drops");

      member.process().kill();

      reader.awaitSuccess();
      assertThat(reader.out().lines())
          .containsExactly(
              "all drops",
              "999: The rest of the stream of Main.drops is lost, after 1000 elements: the member"
                  + " that made it, "
                  + member.address()
                  + ", has left. Call it again to begin anew.");
    }
  }

  @Test
  void shouldStopTheProducerWhenTheReaderIsKilled() {
    try (TestCluster cluster = TestCluster.start(1);
        JavaProcess reader = reader(cluster)) {
      reader.awaitOut("^all drops");

      reader.kill();

      cluster.member(0).process().awaitOut("^the tap was closed");
    }
  }

  private static JavaProcess reader(TestCluster cluster) {
    return new JavaCommand("tap")
        .agent()
        .options(cluster.driverOptions())
        .classPath(SampleApp.of("tap").jar())
        .main("tap.Main")
        .start();
  }
}
