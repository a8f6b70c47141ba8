package dev.weft.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Checkout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternsTest {

  @Test
  void shouldBeWhatThePageShows() {
    String program =
        Checkout.read("examples/src/main/java/dev/weft/examples/patterns/Patterns.java");

    assertThat(Checkout.blocks("docs/patterns.md", "java"))
        .isNotEmpty()
        .allSatisfy(snippet -> assertThat(program).contains(snippet));
  }

  @Test
  void shouldComeToTheSameEachWay() throws Exception {
    Map<String, Integer> counts = Patterns.all(List.of("one two", "three four five"));

    assertThat(counts)
        .containsEntry("future", 2)
        .hasSize(6)
        .allSatisfy((way, count) -> assertThat(count).isEqualTo(way.equals("future") ? 2 : 5));
    assertThat(Patterns.firstLong("a b\nc d e f\n")).isEqualTo("c d e f");
    assertThat(Patterns.findFirst(List.of("a b", "c d e f"))).isTrue();
  }
}
