package dev.weft.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.Durability;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorOptionsTest {

  private static final ActorTraits ANNOTATED =
      new ActorTraits(
          Durability.REPLICATED, 2, 3, Map.of("io", 4), true, 5, true, Duration.ofMillis(6));

  @Test
  void shouldSayNothingByDefault() {
    assertThat(CallOptions.defaults().actor().isNone()).isTrue();
    assertThat(ActorOptions.NONE.over(ANNOTATED)).isSameAs(ANNOTATED);
  }

  @Test
  void shouldStandOverWhatTheClassSays() {
    CallOptions options =
        CallOptions.defaults()
            .namespace("team")
            .detached()
            .durability(Durability.NONE)
            .maxRestarts(-1)
            .concurrency(7)
            .maxPendingCalls(0)
            .name("x");

    assertThat(options.actor().namespace()).isEqualTo("team");
    assertThat(options.actor().isDetached()).isTrue();
    assertThat(options.actor().over(ANNOTATED))
        .isEqualTo(
            new ActorTraits(
                Durability.NONE, -1, 7, Map.of("io", 4), true, 0, true, Duration.ofMillis(6)));
    assertThat(CallOptions.defaults().concurrency(7).actor().over(ANNOTATED))
        .isEqualTo(
            new ActorTraits(
                Durability.REPLICATED, 2, 7, Map.of("io", 4), true, 5, true, Duration.ofMillis(6)));
  }

  @Test
  void shouldKeepWhatIsSaidOfTheActorWithWhatIsSaidOfCalls() {
    CallOptions options = CallOptions.defaults().namespace("team").retries(1).cpus(2).priority(3);

    assertThat(options.actor().namespace()).isEqualTo("team");
    assertThat(options.over(CallOptions.defaults().name("n")).actor().namespace())
        .isEqualTo("team");
  }

  @Test
  void shouldRefuseNonsense() {
    CallOptions options = CallOptions.defaults();

    assertThatThrownBy(() -> options.namespace(" ")).hasMessage("A namespace must not be blank.");
    assertThatThrownBy(() -> options.maxRestarts(-2))
        .hasMessage("maxRestarts must be -1 or more, was -2.");
    assertThatThrownBy(() -> options.concurrency(0))
        .hasMessage("concurrency must be 1 or more, was 0.");
    assertThatThrownBy(() -> options.maxPendingCalls(-1))
        .hasMessage("maxPendingCalls must be 0 or more, was -1.");
  }

  @Test
  void shouldCountRestartsAndCallsAtATime() {
    assertThat(ANNOTATED.mayRestart(1)).isTrue();
    assertThat(ANNOTATED.mayRestart(2)).isFalse();
    assertThat(CallOptions.defaults().maxRestarts(-1).actor().over(ANNOTATED).mayRestart(999))
        .isTrue();
    assertThat(ANNOTATED.limit(null)).isEqualTo(3);
    assertThat(ANNOTATED.limit("io")).isEqualTo(4);
    assertThat(ANNOTATED.isSequential()).isFalse();
    assertThat(ActorTraits.DEFAULTS.isSequential()).isTrue();
  }
}
