package dev.weft.agent.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.type.PlainNames.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlainNamesTest {

  private static String name(int i) {
    return "shop/part" + i % 7 + "/Class" + i;
  }

  private static Answer answer(int i) {
    return i % 3 == 0 ? Answer.MENTIONS : Answer.PLAIN;
  }

  @Test
  void shouldKnowWhatWasNotedHoweverMuchItIs() {
    PlainNames names = new PlainNames();
    for (int i = 0; i < 20_000; i++) {
      names.put(name(i), answer(i));
    }

    for (int i = 0; i < 20_000; i++) {
      assertThat(names.find(name(i))).isEqualTo(answer(i));
    }
    assertThat(names.find("shop/part1/Class")).isEqualTo(Answer.UNKNOWN);
    assertThat(names.find("")).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void shouldKeepTheLastNote() {
    PlainNames names = new PlainNames();

    names.put("A", Answer.PLAIN);
    names.put("A", Answer.MENTIONS);
    assertThat(names.find("A")).isEqualTo(Answer.MENTIONS);
    names.put("A", Answer.PLAIN);
    assertThat(names.find("A")).isEqualTo(Answer.PLAIN);
  }

  @Test
  void shouldTellNamesOfTheSameHashApart() {
    PlainNames names = new PlainNames();
    names.put("BB", Answer.PLAIN); // as "Aa" has it

    assertThat(names.find("Aa")).isEqualTo(Answer.UNKNOWN);
    names.put("Aa", Answer.MENTIONS);
    assertThat(names.find("BB")).isEqualTo(Answer.PLAIN);
    assertThat(names.find("Aa")).isEqualTo(Answer.MENTIONS);
  }

  @Test
  void shouldFindANameInTheMidstOfBytes() {
    PlainNames names = new PlainNames();
    byte[] bytes = "xshop/Pricesx".getBytes(StandardCharsets.UTF_8);

    names.put(bytes, 1, 12, Answer.PLAIN);
    bytes[1] = 'S'; // it has a copy

    assertThat(names.find("shop/Prices")).isEqualTo(Answer.PLAIN);
    assertThat(names.find(bytes, 1, 12)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  @Timeout(60)
  void shouldNeverGiveAWrongAnswerToManyThreads() throws Exception {
    PlainNames names = new PlainNames();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread;
        done.add(
            threads.submit(
                () -> {
                  for (int i = first; i < 20_000; i++) {
                    assertThat(names.find(name(i))).isIn(Answer.UNKNOWN, answer(i));
                    names.put(name(i), answer(i));
                    assertThat(names.find(name(i))).isEqualTo(answer(i));
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
