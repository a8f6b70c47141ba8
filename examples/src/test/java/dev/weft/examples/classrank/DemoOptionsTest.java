package dev.weft.examples.classrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void shouldRankTheWholeJdkInThisProcessByDefault() {
    DemoOptions options = parse();

    assertThat(options.members()).isZero();
    assertThat(options.small()).isFalse();
    assertThat(Path.of(options.jar())).endsWithRaw(Path.of("cluster", "target", "weft.jar"));
  }

  @Test
  void shouldTakeOptionsInAnyOrder() {
    assertThat(parse("--size", "small", "--jar", "a.jar", "--members", "2"))
        .isEqualTo(new DemoOptions(2, true, "a.jar"));
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertUnusable("no such option: --fast", "--fast", "1");
    assertUnusable("nothing follows --members", "--members");
    assertUnusable("from 0 to 16, not many", "--members", "many");
    assertUnusable("from 0 to 16, not 17", "--members", "17");
    assertUnusable("full or small, not huge", "--size", "huge");
    assertUnusable("usage: weft demo", "--help");
  }

  @Test
  void shouldRefuseToStartMembersFromAJarThatIsNotThere() {
    assertThatThrownBy(() -> Members.start(1, Path.of("no-such.jar")))
        .isInstanceOf(DemoOptions.Unusable.class)
        .hasMessageContaining("no-such.jar")
        .hasMessageContaining("./mvnw");
  }

  private static void assertUnusable(String message, String... args) {
    assertThatThrownBy(() -> parse(args))
        .isInstanceOf(DemoOptions.Unusable.class)
        .hasMessageContaining(message);
  }

  private static DemoOptions parse(String... args) {
    return DemoOptions.parse(args);
  }
}
