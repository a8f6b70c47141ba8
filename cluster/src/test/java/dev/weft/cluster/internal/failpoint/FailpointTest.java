package dev.weft.cluster.internal.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.internal.failpoint.Failpoint.Armed;
import org.junit.jupiter.api.Test;

class FailpointTest {

  @Test
  void shouldNotBeArmedUnlessAskedFor() {
    assertThat(Armed.of(null)).isNull();
  }

  @Test
  void shouldBeDueAtTheGivenPassOfTheGivenPointOnly() {
    Armed armed = Armed.of("after-commit:2");

    assertThat(armed.isDue(Failpoint.BEFORE_COMMIT)).isFalse();
    assertThat(armed.isDue(Failpoint.AFTER_COMMIT)).isFalse();
    assertThat(armed.isDue(Failpoint.AFTER_COMMIT)).isTrue();
    assertThat(armed.isDue(Failpoint.AFTER_COMMIT)).isFalse();
  }

  @Test
  void shouldSayWhichPointsThereAre() {
    assertThatThrownBy(() -> Armed.of("after-lunch:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after-lunch")
        .hasMessageContaining("AFTER_COMMIT");
  }
}
