package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Demand;
import dev.weft.spi.Label;
import dev.weft.spi.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static final Demand TWO_CPUS = Demand.ONE_CPU.withCpus(2);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Fake members = new Fake();
  private final NodeId driver = node(0);
  private final NodeId small = members.add(node(1), "cpus=1", "zone=a");
  private final NodeId large = members.add(node(2), "cpus=8", "zone=b,disk=ssd");
  private final NodeId gpu = members.add(node(3), "cpus=2,gpu=1", "zone=b");

  CandidatesTest() {
    members.self = driver;
  }

  @Test
  void shouldConsiderOnlyThoseThatCouldServeTheDemand() {
    assertThat(of(Demand.ONE_CPU, Place.ANYWHERE).nodes()).containsExactly(small, large, gpu);
    assertThat(of(TWO_CPUS, Place.ANYWHERE).nodes()).containsExactly(large, gpu);
    assertThat(of(Demand.ONE_CPU.withResource("gpu", 0.5), Place.ANYWHERE).nodes())
        .containsExactly(gpu);
    assertThat(of(Demand.ONE_CPU.withResource("gpu", 2), Place.ANYWHERE).nodes()).isEmpty();
    assertThat(of(Demand.ONE_CPU.withMemory(Long.MAX_VALUE), Place.ANYWHERE).nodes()).isEmpty();
  }

  @Test
  void shouldConsiderLabels() {
    assertThat(of(Demand.ONE_CPU, labels("zone=b")).nodes()).containsExactly(large, gpu);
    assertThat(of(Demand.ONE_CPU, labels("zone=b", "!disk=ssd")).nodes()).containsExactly(gpu);
    assertThat(of(TWO_CPUS, labels("zone=a")).nodes()).isEmpty();
  }

  @Test
  void shouldFindAMemberByItsIdOrAddress() {
    String id = large.uuid().toString();
    assertThat(of(Demand.ONE_CPU, new Place.OnMember(id, false)).nodes()).containsExactly(large);
    assertThat(of(Demand.ONE_CPU, new Place.OnMember("host:3", false)).nodes())
        .containsExactly(gpu);
    assertThat(of(TWO_CPUS, new Place.OnMember("host:1", false)).nodes()).isEmpty();
    assertThat(of(TWO_CPUS, new Place.OnMember("host:1", true)).nodes())
        .containsExactly(large, gpu);
  }

  @Test
  void shouldLetCommonInputsDrawOnlySomeTasksToWhereTheyAre() {
    Candidates candidates = of(Demand.ONE_CPU.withCpus(0.5), labels("zone=b"));
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 18; i++) {
      counts.merge(candidates.choose(0, large), 1, Integer::sum);
    }

    assertThat(counts.get(large)).isGreaterThan(counts.get(gpu));
    assertThat(counts.get(gpu)).isPositive();
  }

  @Test
  void shouldSpreadEvenlyAlsoWhenEachIsDoneBeforeTheNextComes() {
    Candidates spread = of(Demand.ONE_CPU, Place.SPREAD);
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      NodeId node = spread.choose(0, null);
      counts.merge(node, 1, Integer::sum);
      spread.done(node, 0);
    }

    assertThat(counts).containsOnly(Map.entry(small, 10), Map.entry(large, 10), Map.entry(gpu, 10));
  }

  @Test
  void shouldSpreadOverThoseThatHaveRoom() {
    Candidates spread = of(Demand.ONE_CPU, Place.SPREAD);
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 22; i++) {
      counts.merge(spread.choose(0, null), 1, Integer::sum);
    }

    assertThat(counts).containsOnly(Map.entry(small, 2), Map.entry(large, 16), Map.entry(gpu, 4));
    assertThat(spread.choose(0, null)).isNull();
  }

  @Test
  void shouldGiveANodeNoMoreThanItCanUseSoon() {
    Candidates gpus = of(Demand.ONE_CPU.withResource("gpu", 1), Place.ANYWHERE);

    assertThat(gpus.choose(0, null)).isEqualTo(gpu);
    assertThat(gpus.choose(0, null)).isEqualTo(gpu);
    assertThat(gpus.choose(0, null)).as("the rest waits for a member that may join").isNull();

    NodeId other = members.add(node(4), "cpus=1,gpu=4", "");
    assertThat(gpus.choose(0, null)).isEqualTo(other);
    gpus.done(gpu, 0);
    assertThat(gpus.nodes()).containsExactly(gpu, other);
  }

  @Test
  void shouldGoWhereTheArgumentsAreUnlessItCannotRunThere() {
    Candidates candidates = of(TWO_CPUS, Place.ANYWHERE);

    assertThat(candidates.choose(0, gpu)).isEqualTo(gpu);
    assertThat(candidates.choose(0, small)).isIn(large, gpu);
  }

  @Test
  void shouldWaitForTheOwnerOfWhatItIsNearTo() {
    members.owner = gpu;
    Candidates near = candidates(new Request(Claim.of(TWO_CPUS), Place.ANYWHERE, 7));

    assertThat(near.choose(0, large)).isEqualTo(gpu);
    assertThat(near.choose(0, large)).isEqualTo(gpu);
    assertThat(near.choose(0, large)).isNull();
    members.owner = small;
    assertThat(near.choose(0, null)).as("it cannot run near").isIn(large, gpu);
  }

  @Test
  void shouldPreferTheLessLoadedOfTwo() {
    Candidates candidates = of(Demand.ONE_CPU, Place.ANYWHERE);
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 22; i++) {
      counts.merge(candidates.choose(0, null), 1, Integer::sum);
    }

    assertThat(counts.get(large)).as(counts + ", seed " + seed).isGreaterThan(8);
    assertThat(candidates.choose(0, null)).as("all have as many as they may").isNull();
  }

  private static Place labels(String... labels) {
    List<Label> parsed = new ArrayList<>();
    for (String label : labels) {
      parsed.add(Label.parse(label));
    }
    return new Place.Labelled(parsed);
  }

  private Candidates of(Demand demand, Place place) {
    return candidates(new Request(Claim.of(demand), place, -1));
  }

  private Candidates candidates(Request request) {
    return new Candidates(request, members, () -> 0, new SplittableRandom(seed));
  }

  private static NodeId node(int number) {
    return new NodeId(new UUID(0, number));
  }

  private static final class Fake implements Members {

    private List<NodeId> workers = List.of();
    private final Map<NodeId, Capacity> capacities = new HashMap<>();
    private NodeId self = node(0);
    private @Nullable NodeId owner;

    NodeId add(NodeId node, String resources, String labels) {
      List<NodeId> more = new ArrayList<>(workers);
      more.add(node);
      workers = List.copyOf(more);
      capacities.put(node, Capacity.declared(1, pairs(resources), pairs(labels)));
      return node;
    }

    private static Map<String, String> pairs(String text) {
      Map<String, String> pairs = new HashMap<>();
      for (String pair : text.split(",", -1)) {
        if (!pair.isEmpty()) {
          pairs.put(pair.split("=", -1)[0], pair.split("=", -1)[1]);
        }
      }
      return pairs;
    }

    @Override
    public NodeId self() {
      return self;
    }

    @Override
    public List<NodeId> workers() {
      return workers;
    }

    @Override
    public Capacity capacity(NodeId node) {
      return capacities.get(node);
    }

    @Override
    public @Nullable NodeId nodeOf(BundleId bundle) {
      return owner;
    }

    @Override
    public String describe(NodeId node) {
      return "host:" + node.uuid().getLeastSignificantBits();
    }

    @Override
    public @Nullable NodeId ownerOf(int partition) {
      return owner;
    }
  }
}
