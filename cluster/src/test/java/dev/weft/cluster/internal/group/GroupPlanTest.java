package dev.weft.cluster.internal.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Strategy;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Demand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupPlanTest {

  private static final NodeId A = new NodeId(new UUID(0, 1));
  private static final NodeId B = new NodeId(new UUID(0, 2));
  private static final NodeId C = new NodeId(new UUID(0, 3));

  private final Map<NodeId, Demand> totals =
      new HashMap<>(
          Map.of(A, cpus(2), B, cpus(4), C, cpus(2).withResource("gpu", 1).withMemory(100)));

  @Test
  void shouldPackOnOneMemberIfAnyHasAll() {
    assertThat(plan(Strategy.PACK, cpus(1), cpus(3))).contains(List.of(B, B));
    assertThat(plan(Strategy.STRICT_PACK, cpus(1), cpus(3))).contains(List.of(B, B));
    assertThat(plan(Strategy.STRICT_PACK, cpus(1), cpus(1))).contains(List.of(A, A));
  }

  @Test
  void shouldPackOnFewIfNoneHasAll() {
    assertThat(plan(Strategy.PACK, cpus(1), cpus(4), cpus(1))).contains(List.of(A, B, A));
    assertThat(plan(Strategy.STRICT_PACK, cpus(1), cpus(4))).isEmpty();
    assertThat(plan(Strategy.PACK, cpus(4), cpus(4))).isEmpty();
  }

  @Test
  void shouldSpreadOverAsManyAsThereAre() {
    assertThat(new HashSet<>(plan(Strategy.SPREAD, cpus(1), cpus(1), cpus(1)).orElseThrow()))
        .hasSize(3);
    assertThat(plan(Strategy.SPREAD, cpus(1), cpus(1), cpus(1), cpus(1)).orElseThrow()).hasSize(4);
    assertThat(plan(Strategy.SPREAD, cpus(2), cpus(2), cpus(2), cpus(2), cpus(2))).isEmpty();
  }

  @Test
  void shouldFindTheOnlyStrictSpreadThatThereIs() {
    Demand gpu = cpus(1).withResource("gpu", 1);

    assertThat(plan(Strategy.STRICT_SPREAD, cpus(2), cpus(3), gpu)).contains(List.of(A, B, C));
    assertThat(plan(Strategy.STRICT_SPREAD, gpu, cpus(3), cpus(2))).contains(List.of(C, B, A));
    assertThat(plan(Strategy.STRICT_SPREAD, gpu, gpu)).isEmpty();
    assertThat(plan(Strategy.STRICT_SPREAD, cpus(1), cpus(1), cpus(1), cpus(1))).isEmpty();
  }

  @Test
  void shouldCountWhatIsNoProcessorToo() {
    Demand half = cpus(0).withMemory(60);

    assertThat(plan(Strategy.PACK, half)).contains(List.of(C));
    assertThat(plan(Strategy.PACK, half, half)).isEmpty();
  }

  private Optional<List<NodeId>> plan(Strategy strategy, Demand... bundles) {
    return new GroupPlan(List.of(bundles), List.of(A, B, C), totals::get).by(strategy);
  }

  private static Demand cpus(double count) {
    return Demand.ONE_CPU.withCpus(count);
  }
}
