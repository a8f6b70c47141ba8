package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  void shouldLetOwnersTakeTurns() {
    for (int i = 1; i <= 4; i++) {
      queue.add("a", 0, "a" + i);
    }
    queue.add("b", 0, "b1");
    queue.add("b", 0, "b2");

    assertThat(drain()).containsExactly("a1", "b1", "a2", "b2", "a3", "a4");
  }

  @Test
  void shouldTakeTheHighestPriorityOfAnOwnerFirst() {
    queue.add("a", 0, "ordinary 1");
    queue.add("a", -1, "low");
    queue.add("a", 5, "high 1");
    queue.add("a", 7, "highest");
    queue.add("a", 5, "high 2");
    queue.add("a", 0, "ordinary 2");

    assertThat(queue.peek()).isEqualTo("highest");
    assertThat(drain())
        .containsExactly("highest", "high 1", "high 2", "ordinary 1", "ordinary 2", "low");
  }

  @Test
  void shouldDropWhatIsNotWanted() {
    queue.add("a", 0, "keep");
    queue.add("a", 3, "drop");
    queue.add("b", 0, "drop");

    queue.removeIf("drop"::equals);

    assertThat(queue.size()).isEqualTo(1);
    assertThat(drain()).containsExactly("keep");
    queue.add("b", 0, "again");
    assertThat(drain()).containsExactly("again");
  }

  private List<String> drain() {
    List<String> all = new ArrayList<>();
    for (String next = queue.poll(); next != null; next = queue.poll()) {
      all.add(next);
    }
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.peek()).isNull();
    return all;
  }
}
