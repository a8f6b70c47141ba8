package dev.weft.it.jmh;

import dev.weft.cluster.internal.scheduler.Placement;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to choose a node for a task, of few or many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class Choice {

  @Param({"1", "8", "64"})
  public int members = 1;

  private final Placement placement = new Placement();
  private final List<NodeId> nodes = new ArrayList<>();

  @Setup
  public void name() {
    for (int i = 0; i < members; i++) {
      nodes.add(new NodeId(new UUID(0, i)));
    }
  }

  @Benchmark
  public NodeId choose() {
    NodeId chosen = placement.choose(nodes).orElseThrow();
    placement.done(chosen);
    return chosen;
  }
}
