package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.actor.Exchange.Attempt;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final NodeId OWNER = new NodeId(UUID.randomUUID());

  private final Exchange exchange =
      new Exchange(1, ActorRequest.Find.of(UUID.randomUUID()), 100, (answer, failure) -> {});

  @Test
  void shouldBeInNobodysHandsFromItsBeginning() {
    exchange.sending(OWNER, 110);

    assertThat(exchange.unknownFor(150)).isEqualTo(50);
  }

  @Test
  void shouldNotGetMoreTimeByTrouble() {
    exchange.answered(exchange.sending(OWNER, 100));
    exchange.trouble(140, true, null);
    exchange.trouble(160, true, null);

    assertThat(exchange.unknownFor(170)).isEqualTo(70);
  }

  @Test
  void shouldHaveAllItsTimeAgainWhenItsOwnerIsLost() {
    exchange.sending(OWNER, 100);
    exchange.isWorkedOn(120);
    assertThat(exchange.unknownFor(130)).isEqualTo(10);

    exchange.trouble(140, true, null);
    exchange.trouble(150, true, null);

    assertThat(exchange.unknownFor(160)).isEqualTo(20);
  }

  @Test
  void shouldBeDoubtfulWhileAnAttemptIsUnanswered() {
    assertThat(exchange.mayHaveRun()).isFalse();
    Attempt first = exchange.sending(OWNER, 100);
    assertThat(exchange.mayHaveRun()).isTrue();
    exchange.answered(first);
    exchange.trouble(101, false, null);
    assertThat(exchange.mayHaveRun()).isFalse();

    Attempt second = exchange.sending(OWNER, 102);
    exchange.isWorkedOn(103);
    exchange.answered(second);

    assertThat(exchange.mayHaveRun()).isTrue();
  }
}
