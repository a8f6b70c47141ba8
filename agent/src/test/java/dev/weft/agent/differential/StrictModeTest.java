package dev.weft.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program that races on an actor which two of its tasks share, a thousand times. */
@Timeout(120)
class StrictModeTest {

  private static final int RUNS = 1000;

  private static final String SOURCE =
      """
      package cases;
      import dev.weft.*;
      public class Shared {
        @Remote public static class Tally {
          private long value = 1;
          long add(int n) { value = 3 * value + n; return value; }
        }
        @Remote static long work(Tally tally, int n) {
          long sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += tally.add(n);
          }
          return sum;
        }
        static Object run() {
          Tally tally = new Tally();
          return work(tally, 4) + work(tally, 5) + tally.add(1);
        }
      }
      """;

  @AfterEach
  void stop() {
    Engines.stop();
    start(false);
    Engines.stop();
  }

  @Test
  void shouldGiveTheSequentialResult() throws ReflectiveOperationException {
    ProgramClasses classes =
        new ProgramClasses(Compilers.all().get(0).compile(Map.of("cases.Shared", SOURCE), 17));
    Object sequential = method(classes).invoke(null);
    start(true);
    Method woven = method(classes.woven());

    for (int i = 0; i < RUNS; i++) {
      assertThat(woven.invoke(null)).as("run %s", i).isEqualTo(sequential);
    }
  }

  private static void start(boolean isStrict) {
    Engines.install(config -> new PoolEngine(3, Failing.NONE));
    Engines.start(WeftConfig.fromEnvironment().strict(isStrict));
  }

  private static Method method(ProgramClasses classes) throws ReflectiveOperationException {
    Method run = Class.forName("cases.Shared", true, classes.loader()).getDeclaredMethod("run");
    run.setAccessible(true);
    return run;
  }
}
