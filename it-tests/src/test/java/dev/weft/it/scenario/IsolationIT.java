package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the agent an application keeps its own libraries, also those that Weft has inside. */
class IsolationIT {

  @Test
  void shouldLeaveTheApplicationItsOwnLibraries() {
    List<Path> classPath = new ArrayList<>(Artifacts.oldLibraries().toList());
    classPath.add(0, SampleApp.of("neighbours").with(classPath).jar());

    JavaProcess run =
        new JavaCommand("neighbours")
            .agent()
            .classPath(classPath.toArray(Path[]::new))
            .main("neighbours.Main")
            .run();

    assertThat(run.out().lines())
        .containsExactly(
            "[a, b] through kryo-5.5.0.jar",
            "counted 2 in Hazelcast 5.3.8 from hazelcast-5.3.8.jar",
            "neighbours/Main read by asm-9.4.jar",
            "squares 328350, embedded",
            "context loader of tasks true, actors true");
    assertThat(run.err().text()).contains("the application logs through slf4j-simple-2.0.9.jar");
    assertThat(run.err().lines()).filteredOn(line -> line.startsWith("weft ")).hasSize(1);
    assertThat(run.err().lines())
        .as("lines of Weft's own Hazelcast, which must not follow the application's log settings")
        .noneMatch(line -> line.contains("weft-start") || line.contains("hz.weft-1"))
        .noneMatch(line -> line.contains("classloading conflict"));
  }
}
