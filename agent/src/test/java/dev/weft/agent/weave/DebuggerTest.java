package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A debugger sees a woven program, run in its caller's thread, as it sees the program itself. */
@Timeout(180)
class DebuggerTest {

  private static final int FIRST_LINE = 5;

  private static final String SOURCE =
      """
      @Remote static long square(int x) {
        long result = x;
        result *= x;
        return result;
      }
      @Remote static double mean(long a, double b) {
        double sum = a + b;
        return sum / 2;
      }
      @Remote static void check(String text) {
        if (text.isEmpty()) {
          throw new IllegalArgumentException("empty");
        }
      }
      @Remote static class Box {
        private final int size;
        private long filled = 1;
        Box(int size) {
          this.size = size;
        }
        void fill(long by) {
          filled += by;
        }
        synchronized int size() {
          return size;
        }
        long filled() {
          return filled + size();
        }
      }
      static double loop(int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          long s = square(i);
          double m = mean(s, sum);
          sum = sum + m;
        }
        return sum;
      }
      static String caught() {
        String found = "nothing";
        try {
          check("a");
          check("");
          found = "no failure";
        } catch (IllegalArgumentException e) {
          String message = e.getMessage();
          found = message;
        } finally {
          found += "!";
        }
        return found;
      }
      static long explicit(int x) {
        ObjectRef<Long> a = Weft.remote(
            () -> square(x));
        ObjectRef<Double> b = Weft.remote(() -> mean(a.get(), 3.5));
        long first = a.get();
        return first + Math.round(b.get());
      }
      static long actor() {
        Box box = new Box(3);
        box.fill(4L);
        box.fill(square(2));
        long filled = box.filled();
        return filled;
      }
      public static void main(String[] args) {
        double a = loop(3);
        String b = caught();
        long c = explicit(5);
        long d = actor();
        System.out.println(a + b + c + d);
      }
      """;

  private static final Program PROGRAM = Program.of(SOURCE);

  @Test
  void shouldStopAtEachLineAndShowTheVariables() {
    List<Debugger.Stop> plain = Debugger.atBreakpoints(PROGRAM);
    List<Debugger.Stop> woven = Debugger.atBreakpoints(PROGRAM.woven());

    assertThat(lines(woven)).isEqualTo(lines(plain)).hasSizeGreaterThan(60);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(woven.get(i).variables())
          .as("the variables at stop %s, %s", i, plain.get(i).line())
          .containsOnlyKeys(plain.get(i).variables().keySet());
    }
  }

  @Test
  void shouldStepThroughTheSameLines() {
    List<String> plain = steps(Debugger.stepping(PROGRAM));
    List<String> woven = steps(Debugger.stepping(PROGRAM.woven()));

    assertThat(woven).isEqualTo(plain).hasSizeGreaterThan(60);
  }

  private static List<String> lines(List<Debugger.Stop> stops) {
    return stops.stream().map(Debugger.Stop::line).toList();
  }

  /**
   * The lines without repetitions: a step into an actor's method stops once more, at what the
   * weaver put before its first line. The line of a {@code catch} may be passed over, as the JVM
   * does it when the exception came through code that is not stepped through.
   */
  private static List<String> steps(List<Debugger.Stop> stops) {
    List<String> lines = SOURCE.lines().toList();
    List<String> steps = new ArrayList<>();
    for (String line : lines(stops)) {
      int number = Integer.parseInt(line.substring(line.indexOf(':') + 1));
      boolean isRepeated = !steps.isEmpty() && steps.get(steps.size() - 1).equals(line);
      if (!isRepeated && !lines.get(number - FIRST_LINE).contains("catch (")) {
        steps.add(line);
      }
    }
    return steps;
  }
}
