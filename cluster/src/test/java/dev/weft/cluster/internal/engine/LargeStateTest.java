package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.call;
import static dev.weft.cluster.internal.engine.TestNodes.counter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.spi.ActorAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An actor whose state is large, among others. */
class LargeStateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int LARGE = 100 << 20;

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldKeepAndMoveALargeStateWhileOthersAreCalled() {
    ClusterNode first = nodes.member();
    nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    ActorAddress large = counter(driver, CallOptions.defaults(), 0);
    List<ActorAddress> others =
        IntStream.range(0, 8).mapToObj(i -> counter(driver, CallOptions.defaults(), 0)).toList();

    int rounds = callWhileOpen(driver, others, call(driver, large, "fill", LARGE), 0);
    int whileKept = rounds;
    nodes.member();
    first.close(); // whatever was there moves: as owner, or as the one that follows
    rounds = callWhileOpen(driver, others, call(driver, large, "filled"), rounds);

    assertThat(call(driver, large, "filled").get(PATIENCE)).isEqualTo(LARGE);
    assertThat(whileKept).as("rounds of calls while the state was kept").isPositive();
    for (ActorAddress other : others) {
      assertThat(call(driver, other, "add", 0).get(PATIENCE)).isEqualTo(rounds);
    }
  }

  /** Adds one to each of the others, as often as that can be done until a ref is done. */
  private static int callWhileOpen(
      ClusterNode driver, List<ActorAddress> others, ObjectRef<Object> open, int before) {
    int rounds = before;
    while (!open.isDone()) {
      others.stream()
          .map(other -> call(driver, other, "add", 1))
          .toList()
          .forEach(ref -> ref.get(PATIENCE));
      rounds++;
    }
    assertThat(open.get()).isEqualTo(LARGE);
    return rounds;
  }
}
