package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LifeTest {

  private final Life life = Life.alive();

  @Test
  void shouldHaveEachOfThoseWaitWhoCreateTheSameActor() {
    Answers first = new Answers();
    Answers second = new Answers();
    life.addCreator(UUID.randomUUID(), first);
    life.addCreator(UUID.randomUUID(), second);

    assertThat(first.kinds).isEmpty();
    assertThat(life.takeCreators()).containsExactly(first, second);
    assertThat(life.takeCreators()).isEmpty();
  }

  @Test
  void shouldTellOneThatAsksAgainThatItIsWorkedOn() {
    UUID request = UUID.randomUUID();
    Answers first = new Answers();
    Answers again = new Answers();
    life.addCreator(request, first);
    life.addCreator(request, again);

    assertThat(first.kinds).containsExactly(ActorAnswer.Kind.WORKING);
    assertThat(life.takeCreators()).containsExactly(again);
  }

  /** Remembers what is answered. */
  private static final class Answers implements Reply {

    private final List<ActorAnswer.Kind> kinds = new ArrayList<>();

    @Override
    public void send(byte[] answer) {
      kinds.add(ActorAnswer.read(answer).kind());
    }

    @Override
    public void retry() {}

    @Override
    public void fail(String reason) {}
  }
}
