package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the caller's own thread, a failure's trace is that of plain Java, line by line. */
class TraceWeavingTest {

  private static final String PROGRAM =
      """
      @Remote static int inner(int x) {
        if (x < 0) {
          throw new IllegalStateException("negative",
              new RuntimeException("cause"));
        }
        return x;
      }
      @Remote static int outer(int x) {
        int y = 1;
        return y
            + inner(x);
      }
      @Remote static class Box {
        private final int size;
        Box(int size) {
          if (size < 0) throw new IllegalArgumentException("size");
          this.size = size;
        }
        int get(int i) {
          return Objects.checkIndex(i, size);
        }
      }
      static Object run() {
        return CALL;
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"inner(-1)", "outer(-1)", "new Box(-1)", "new Box(3).get(4)", "1 + outer(-2)"})
  void shouldBeThatOfPlainJava(String call) {
    Program program = Program.of(PROGRAM.replace("CALL", call));

    Throwable woven = catchThrowable(program.woven()::run);
    Throwable plain = catchThrowable(program::run);

    assertThat(frames(woven)).isEqualTo(frames(plain)).isNotEmpty();
    assertThat(woven.getStackTrace())
        .extracting(StackTraceElement::getClassName)
        .noneMatch(name -> name.startsWith("dev.weft."));
    if (plain.getCause() != null) {
      assertThat(frames(woven.getCause())).isEqualTo(frames(plain.getCause())).isNotEmpty();
    }
  }

  /** The program's frames, and what it called of the JDK. */
  private static List<String> frames(Throwable thrown) {
    List<String> all = Arrays.stream(thrown.getStackTrace()).map(Object::toString).toList();
    int last = 0;
    for (int i = 0; i < all.size(); i++) {
      last = all.get(i).contains("P.run(") ? i : last;
    }
    return all.subList(0, last + 1);
  }
}
