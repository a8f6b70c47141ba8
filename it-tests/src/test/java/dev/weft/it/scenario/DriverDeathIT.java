package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A driver that is killed leaves nothing behind. */
class DriverDeathIT {

  /** A JVM's start and the application's own work, with room for a slow machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  @Test
  void shouldFreeAllThatAKilledDriverHeld(TestCluster cluster) {
    Path lasting = SampleApp.of("lasting").jar();
    Path pricing = SampleApp.of("pricing").jar();
    List<Integer> marks = cluster.marks();
    JavaProcess driver = driver("endless", lasting, "lasting.Endless", cluster).start();
    driver.awaitOut("^busy: ");

    driver.kill();

    assertThat(cluster.awaitLogs("job \\w+ ended: ran .*Work\\.endless=", marks)).hasSize(2);
    JavaProcess next = driver("next", pricing, "shop.Main", cluster).start();
    assertThat(next.awaitExit(AT_ONCE)).isZero();
    assertThat(next.out().lines()).contains("tree of calls 219841");
    assertThat(cluster.members()).allMatch(member -> member.process().isAlive());
  }

  private static JavaCommand driver(String name, Path jar, String main, TestCluster cluster) {
    return new JavaCommand(name).agent().options(cluster.driverOptions()).classPath(jar).main(main);
  }
}
