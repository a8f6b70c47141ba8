package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void shouldBeWhatASortedMapWouldBe() {
    TreeMap<Long, byte[]> expected = new TreeMap<>();
    Answers answers = Answers.NONE;
    long first = 0;
    for (int i = 0; i < 2_000; i++) {
      Map<Long, byte[]> more = new TreeMap<>();
      for (int j = random.nextInt(5); j > 0; j--) {
        more.put(first + random.nextInt(40), new byte[] {(byte) random.nextInt()});
      }
      if (random.nextInt(3) == 0) {
        first += random.nextInt(20);
      }

      answers = copied(answers).with(Answers.of(more), first);
      expected.putAll(more);
      expected.headMap(first).clear();

      TreeMap<Long, byte[]> found = new TreeMap<>();
      answers.forEach(found::put);
      assertThat(found).as("seed " + seed).isEqualTo(expected);
      assertThat(answers.size()).isEqualTo(expected.size());
      assertThat(answers.get(first + 3)).isSameAs(expected.get(first + 3));
    }
  }

  /** As it comes to another node, now and then. */
  private Answers copied(Answers answers) {
    MessageWriter out = new MessageWriter();
    answers.write(out);
    byte[] message = out.toBytes();
    assertThat(message.length).isLessThanOrEqualTo(answers.bytes() + 5);
    Answers read = Answers.read(new MessageReader(message));
    assertThat(read.size()).isEqualTo(answers.size());
    return answers;
  }
}
