package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {

  private final NodeId driver = new NodeId(new UUID(0, 0));
  private final NodeId one = new NodeId(new UUID(0, 1));
  private final NodeId other = new NodeId(new UUID(0, 2));
  private final WorkerPool pool = new WorkerPool("test-choice", 2);
  private final NodeChoice choice = new NodeChoice(driver, pool);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void shouldGoWhereTheBytesAre() {
    for (int i = 0; i < 100; i++) {
      assertThat(choice.choose(List.of(one, other), 0, () -> other)).isEqualTo(other);
      choice.done(other, 0);
    }
  }

  @Test
  void shouldLetCommonInputsDrawOnlySomeTasksToWhereTheyAre() {
    Map<NodeId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      counts.merge(choice.choose(List.of(one, other), 0, () -> other), 1, Integer::sum);
    }

    assertThat(counts.get(other)).isGreaterThan(counts.get(one));
    assertThat(counts.get(one)).isGreaterThan(10);
  }

  @Test
  void shouldHaveNoNodeWhenNoneHasRoom() {
    while (choice.choose(List.of(one), 0, () -> null) != null) {}

    assertThat(choice.choose(List.of(one, other), 0, () -> one)).isEqualTo(other);
    choice.done(one, 0);
    assertThat(choice.choose(List.of(one), 0, () -> null)).isEqualTo(one);
  }

  @Test
  void shouldRunHereWhileLittleWaitsHere() {
    assertThat(choice.choose(List.of(driver, one), 0, () -> one)).isEqualTo(driver);
  }
}
