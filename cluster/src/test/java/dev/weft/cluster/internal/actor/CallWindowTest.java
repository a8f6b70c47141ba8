package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CallWindowTest {

  private static final long FAR = 1L << 40;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final CallWindow window = new CallWindow();

  @Test
  void shouldKnowWhatMapsWouldKnow() {
    TreeMap<Long, byte[]> answers = new TreeMap<>();
    TreeSet<Long> waiting = new TreeSet<>();
    long next = 0;
    long acknowledged = 0;
    for (int i = 0; i < 20_000; i++) {
      long number = acknowledged + random.nextInt((int) (next - acknowledged) + 1);
      switch (random.nextInt(4)) {
        case 0 -> {
          window.waits(next);
          waiting.add(next++);
        }
        case 1 -> {
          if (waiting.remove(number)) {
            window.at(number).isWaiting = false;
          }
        }
        case 2 -> {
          if (number < next && !waiting.contains(number)) {
            byte[] answer = {(byte) random.nextInt()};
            answers.put(number, answer);
            window.close(number, answer);
          }
        }
        default -> {
          boolean isMore = random.nextInt(3) == 0;
          while (isMore && acknowledged < next && !waiting.contains(acknowledged)) {
            acknowledged++;
          }
          window.acknowledge(acknowledged);
          answers.headMap(acknowledged).clear();
        }
      }

      assertThat(window.firstWaiting(next))
          .as("seed " + seed)
          .isEqualTo(waiting.isEmpty() ? next : (long) waiting.first());
      CallWindow.Slot slot = window.find(number);
      assertThat(slot == null ? null : slot.answer)
          .as("seed " + seed)
          .isSameAs(answers.get(number));
    }
    TreeMap<Long, byte[]> found = new TreeMap<>();
    window.answers(found::put);
    assertThat(found).isEqualTo(answers);
  }

  @Test
  void shouldTakeNumbersThatAreFarAway() {
    window.waits(1);
    window.waits(FAR);
    window.close(FAR + 1, new byte[] {7});

    assertThat(window.firstWaiting(FAR + 9)).isEqualTo(1);
    window.at(1).isWaiting = false;
    assertThat(window.firstWaiting(FAR + 9)).isEqualTo(FAR);
    window.acknowledge(FAR + 2);

    assertThat(window.find(FAR + 1)).isNull();
    assertThat(window.find(FAR)).isNotNull();
  }
}
