package dev.weft.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

  /** Else it would warm up what says that the class stays as it is. */
  @Test
  void shouldWeaveItsSample() {
    assertThat(WarmUp.weave()).isTrue();
  }
}
