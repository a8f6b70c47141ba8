package dev.weft.it.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.engine.ClusterNode;
import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The first figures: how long a start takes, what one call costs, how many calls a second there
 * are. Run by name only, since a figure is no test.
 */
class SpineFigures {

  private static final int STARTS = 7;
  private static final int ROUNDS = 7;
  private static final int WARM_UP = 10_000;
  private static final int CALLS = 3_000;
  private static final int BURST = 100_000;
  private static final int IN_FLIGHT = 1_000;

  private final List<String> table = new ArrayList<>();

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void measure() throws Exception {
    row("machine: " + Runtime.getRuntime().availableProcessors() + " cores, " + Jdk.current());
    starts(Jdk.current());
    Jdk.find(25).ifPresent(this::starts);
    calls();

    Files.write(Artifacts.root().resolve("it-tests/target/figures.txt"), table);
  }

  private void starts(Jdk jdk) {
    Path first = SampleApp.of("first").jar();
    Path grid = grid();
    Path raw = SampleApp.of("rawgrid").with(List.of(grid)).jar();
    JavaCommand nothing = new JavaCommand("nothing").on(jdk).classPath(first).main("first.Nothing");
    JavaCommand bare = new JavaCommand("bare").on(jdk).classPath(raw, grid).main("rawgrid.Raw");
    JavaCommand weft =
        new JavaCommand("first").on(jdk).agent().classPath(first).main("first.First");
    long[] jvm = new long[STARTS];
    long[] hazelcast = new long[STARTS];
    long[] ours = new long[STARTS];
    long[] whole = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      jvm[i] = firstLine(nothing)[0];
      hazelcast[i] = firstLine(bare)[0];
      long[] times = firstLine(weft);
      ours[i] = times[0];
      whole[i] = times[1];
    }
    row(
        "cold start to first result, %s: Weft %d ms (whole process %d ms); bare Hazelcast %d ms;"
            + " JVM alone %d ms",
        jdk,
        Measures.median(ours),
        Measures.median(whole),
        Measures.median(hazelcast),
        Measures.median(jvm));
  }

  private void calls() throws ReflectiveOperationException, IOException {
    try (TestCluster cluster = TestCluster.start(1)) {
      Weft.init(
          WeftConfig.fromEnvironment()
              .join(cluster.address())
              .cluster(cluster.name())
              .keyFile(cluster.keyFile()));
      try {
        Workload weft =
            (Workload)
                Class.forName(
                        "dev.weft.it.figures.app.Calls",
                        true,
                        new WeavingLoader("dev.weft.it.figures.app"))
                    .getConstructor()
                    .newInstance();
        latencies(weft, new RawGrid((ClusterNode) Engines.current()));
      } finally {
        Weft.shutdown();
      }
      assertThat(cluster.member(0).log().text()).doesNotContain("WARN", "ERROR");
    }
  }

  /** Each kind in turn within a round, so that all see the same machine. */
  private void latencies(Workload weft, RawGrid grid) {
    List<Runnable> calls =
        List.of(weft::task, grid::operation, weft::actorCall, grid::partitionOperation);
    calls.forEach(call -> Measures.latency(call, WARM_UP));
    long[][] nanos = new long[calls.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int kind = 0; kind < calls.size(); kind++) {
        nanos[kind][round] = Measures.latency(calls.get(kind), CALLS);
      }
    }
    compare("one empty task to another JVM, median", nanos[0], nanos[1], "operation");
    compare("one actor call to another JVM, median", nanos[2], nanos[3], "partition operation");

    Runnable tasks = () -> weft.tasks(BURST, IN_FLIGHT);
    Runnable operations = () -> grid.operations(BURST, IN_FLIGHT);
    tasks.run();
    operations.run();
    long[][] rates = new long[2][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      rates[0][round] = Measures.rate(tasks, BURST);
      rates[1][round] = Measures.rate(operations, BURST);
    }
    row(
        "empty tasks, %d in flight: Weft %,d /s; bare operations %,d /s",
        IN_FLIGHT, Measures.median(rates[0]), Measures.median(rates[1]));
  }

  private void compare(String what, long[] weft, long[] bare, String bareName) {
    double ours = Measures.median(weft) / 1e3;
    double theirs = Measures.median(bare) / 1e3;
    row(
        "%s: Weft %.1f us; bare %s %.1f us; ratio %.2f",
        what, ours, bareName, theirs, ours / theirs);
  }

  /** Milliseconds from the start of a process to its first line, and to its end. */
  private static long[] firstLine(JavaCommand command) {
    long start = System.nanoTime();
    try (JavaProcess process = command.start()) {
      process.awaitOut("^42$");
      long first = System.nanoTime();
      process.awaitSuccess();
      return new long[] {(first - start) / 1_000_000, (System.nanoTime() - start) / 1_000_000};
    }
  }

  /** The Hazelcast that Weft has inside. */
  private static Path grid() {
    return Path.of(
        com.hazelcast.core.Hazelcast.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());
  }

  private void row(String format, Object... arguments) {
    String line = String.format(Locale.ROOT, format, arguments);
    table.add(line);
    System.out.println(line);
  }
}
