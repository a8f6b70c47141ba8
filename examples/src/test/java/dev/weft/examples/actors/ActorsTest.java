package dev.weft.examples.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.examples.Checkout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActorsTest {

  @AfterEach
  void forgetNames() {
    Weft.shutdown();
  }

  @Test
  void shouldBeWhatThePageShows() {
    String program = Checkout.read("examples/src/main/java/dev/weft/examples/actors/Actors.java");

    assertThat(Checkout.blocks("docs/actors.md", "java"))
        .isNotEmpty()
        .allSatisfy(snippet -> assertThat(program).contains(snippet));
  }

  @Test
  void shouldComeToWhatPlainJavaDoes() {
    assertThat(Actors.all())
        .containsExactly(
            "{visits=2}", "100", "5", "<b>x</b>[y, b]", "buyers: 1", "[visits]", "[total, visits]");
  }
}
