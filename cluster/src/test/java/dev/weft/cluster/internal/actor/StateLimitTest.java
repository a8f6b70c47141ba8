package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.StateTooLargeException;
import dev.weft.spi.ActorAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateLimitTest {

  private final ActorAddress actor =
      new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), "shop.Cart");

  @Test
  void shouldLetSmallStatesPassAndRefuseLargeOnes() {
    StateLimit limit = new StateLimit(100);
    byte[] fits = new byte[100];

    assertThat(limit.check(actor, fits)).isSameAs(fits);
    assertThatThrownBy(() -> limit.check(actor, new byte[101]))
        .isInstanceOf(StateTooLargeException.class)
        .hasMessageContaining("The state of Cart@")
        .hasMessageContaining("has 101 bytes, and may have 100");
  }

  @Test
  void shouldBeAShareOfTheHeap() {
    assertThat(StateLimit.ofHeap().bytes())
        .isPositive()
        .isLessThanOrEqualTo(1L << 30)
        .isLessThan(Runtime.getRuntime().maxMemory());
  }
}
