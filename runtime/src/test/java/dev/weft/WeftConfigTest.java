package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.config.Environment;
import dev.weft.internal.config.Setting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeftConfigTest {

  @AfterEach
  void forget() {
    System.clearProperty("weft.slots");
    System.clearProperty("weft.port");
    Environment.agentArguments("");
  }

  @Test
  void shouldPreferCodeToPropertiesToAgentArguments() {
    Environment.agentArguments("slots=3;port=4000;weft.cluster=agents");
    System.setProperty("weft.slots", "5");

    WeftConfig config = WeftConfig.fromEnvironment();

    assertThat(config.slots()).isEqualTo(5);
    assertThat(config.port()).isEqualTo(4000);
    assertThat(config.cluster()).isEqualTo("agents");
    assertThat(config.slots(7).slots()).isEqualTo(7);
  }

  @Test
  void shouldReadOneSettingInTheSameOrder() {
    Environment.agentArguments("include=a.B#c,d.E#f(int,long);port=4000;weft.slots=3");
    System.setProperty("weft.port", "5000");

    assertThat(Environment.value(Setting.INCLUDE)).isEqualTo("a.B#c,d.E#f(int,long)");
    assertThat(Environment.value(Setting.PORT)).isEqualTo("5000");
    assertThat(Environment.value(Setting.SLOTS)).isEqualTo("3");
    assertThat(Environment.value(Setting.BIND)).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldNameTheSettingAndTheRangeOfABadValue() {
    System.setProperty("weft.port", "high");

    assertThatThrownBy(() -> WeftConfig.fromEnvironment().port())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weft.port must be a number from 0 to 65535, was \"high\".");
  }

  @Test
  void shouldKnowTwoQuorums() {
    WeftConfig config = WeftConfig.fromEnvironment();

    assertThat(config.isAnyQuorum()).isFalse();
    assertThat(config.anyQuorum(true).isAnyQuorum()).isTrue();
  }

  @Test
  void shouldRefuseADeathBeforeTwoHeartbeats() {
    WeftConfig config =
        WeftConfig.fromEnvironment().heartbeat(Duration.ofSeconds(4), Duration.ofSeconds(7));

    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(4));
    assertThatThrownBy(config::deadAfter)
        .hasMessageContaining("weft.dead-after must be at least twice weft.heartbeat, was 7 s");
  }

  @Test
  void shouldBeEqualWhenEverySettingIs() {
    WeftConfig one = WeftConfig.fromEnvironment().port(0).cluster("weft");

    assertThat(one).isEqualTo(WeftConfig.fromEnvironment());
    assertThat(one.difference(one.slots(9))).isEqualTo("weft.slots is \"0\", not \"9\"");
  }

  @Test
  void shouldFindTheNearestSettingOfAMisspeltOne() {
    assertThat(Setting.nearest("weft.jion")).isEqualTo(Setting.JOIN);
    assertThat(Setting.nearest("weft.keyfile")).isEqualTo(Setting.KEY_FILE);
  }
}
