package dev.weft.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.Placement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemandTest {

  @Test
  void shouldCountInThousandths() {
    Demand demand = Demand.ONE_CPU.withCpus(0.1).withResource("gpu", 0.7).withMemory(5);

    assertThat(demand.cpus()).isEqualTo(100);
    assertThat(demand.others()).isEqualTo(Map.of("gpu", 700L, "memory", 5L));
    assertThat(demand).hasToString("cpus=0.1, gpu=0.7, memory=5");
  }

  @Test
  void shouldRefuseWhatIsNoAmount() {
    for (double amount : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 0.0001, 1e9}) {
      assertThatThrownBy(() -> CallOptions.defaults().cpus(amount))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("in steps of 0.001");
    }
    assertThatThrownBy(() -> CallOptions.defaults().memory(-1))
        .isInstanceOf(IllegalArgumentException.class);
    for (String name : new String[] {"", "cpus", "memory", "a=b", "1st"}) {
      assertThatThrownBy(() -> CallOptions.defaults().resource(name, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldBeTheSameObjectForAllWhoAskForNothing() {
    CallOptions none = CallOptions.defaults();

    assertThat(none.retries(1).priority(3).demand()).isSameAs(Demand.ONE_CPU);
    assertThat(none.cpus(1).resource("gpu", 0).demand()).isSameAs(Demand.ONE_CPU);
    assertThat(none.retries(1).over(none.retries(2)).demand()).isSameAs(Demand.ONE_CPU);
    assertThat(none.retries(1).placement()).isSameAs(Placement.any());
  }

  @Test
  void shouldTakeFromTheAnnotationWhatTheCallDoesNotSay() {
    CallOptions annotated = CallOptions.defaults().cpus(2).resource("gpu", 1);

    assertThat(CallOptions.defaults().over(annotated).demand()).isEqualTo(annotated.demand());
    assertThat(CallOptions.defaults().cpus(0).over(annotated).demand())
        .hasToString("cpus=0, gpu=1");
    assertThat(CallOptions.defaults().resource("gpu", 0).memory(1 << 20).over(annotated).demand())
        .hasToString("cpus=2, memory=1m");
    assertThat(CallOptions.defaults().retries(1).placement(Placement.spread()).over(annotated))
        .extracting(CallOptions::placement)
        .isSameAs(Placement.spread());
  }

  @Test
  void shouldMatchLabels() {
    Map<String, String> labels = Map.of("zone", "a", "disk", "ssd");

    assertThat(Label.parse("zone=a").matches(labels)).isTrue();
    assertThat(Label.parse("zone = b").matches(labels)).isFalse();
    assertThat(Label.parse("!zone=b").matches(labels)).isTrue();
    assertThat(Label.parse("!zone=a").matches(labels)).isFalse();
    assertThat(Label.parse("disk").matches(labels)).isTrue();
    assertThat(Label.parse("!disk").matches(labels)).isFalse();
    assertThat(Label.parse("!spot").matches(labels)).isTrue();
    assertThat(Label.parse("spot=yes").matches(labels)).isFalse();
    assertThatThrownBy(() -> Placement.labels("=a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(Placement::labels).isInstanceOf(IllegalArgumentException.class);
  }
}
