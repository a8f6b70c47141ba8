package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class HelloTest {

  @Test
  void shouldCountPrimes() {
    assertThat(outputOf(() -> Hello.main(new String[0])))
        .isEqualTo("148933 primes below two million");
  }

  @Test
  void shouldCountVotes() {
    assertThat(outputOf(() -> Votes.main(new String[0]))).isEqualTo("{coffee=1, mate=1, tea=3}");
  }

  private static String outputOf(Runnable program) {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true));
    try {
      program.run();
    } finally {
      System.setOut(standard);
    }
    return out.toString().trim();
  }
}
