package dev.weft.it.figures;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How much longer an application takes that loads many classes, when the agent looks at each. Run
 * by name only, since a figure is no test.
 */
class StartFigures {

  private static final int CLASSES = 10_000;
  private static final int ROUNDS = 9;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void measure() {
    Path jar = LargeApplication.jar(CLASSES);
    measure(jar, Jdk.current());
    Jdk.find(25).ifPresent(jdk -> measure(jar, jdk));
  }

  /** One with and one without the agent in turn, so that both see the same machine. */
  private static void measure(Path jar, Jdk jdk) {
    JavaCommand plain = new JavaCommand("large").on(jdk).classPath(jar).main(LargeApplication.MAIN);
    JavaCommand woven =
        new JavaCommand("large-agent").on(jdk).agent().classPath(jar).main(LargeApplication.MAIN);
    long[] without = new long[ROUNDS];
    long[] with = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      without[round] = time(plain);
      with[round] = time(woven);
    }
    System.out.printf(
        Locale.ROOT,
        "an application of %,d classes, %s: %d ms, with the agent %d ms; ratio %.2f%n",
        CLASSES,
        jdk,
        Measures.median(without),
        Measures.median(with),
        (double) Measures.median(with) / Measures.median(without));
  }

  private static long time(JavaCommand command) {
    long start = System.nanoTime();
    try (JavaProcess process = command.start()) {
      process.awaitSuccess();
      return (System.nanoTime() - start) / 1_000_000;
    }
  }
}
