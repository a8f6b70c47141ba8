package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.spi.Demand;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {

  @Test
  void shouldDeclareSlotsAndHalfOfTheHeap() {
    Capacity capacity = Capacity.ofSlots(3);

    assertThat(capacity.total().cpus()).isEqualTo(3000);
    assertThat(capacity.total().others())
        .isEqualTo(Map.of("memory", Runtime.getRuntime().maxMemory() / 2));
  }

  @Test
  void shouldTravelAsAttributes() {
    Capacity capacity =
        Capacity.declared(
            2,
            Map.of("cpus", "1.5", "memory", "2g", "gpu", "0.25"),
            Map.of("zone", "a", "note", "x=y"));

    Capacity read = Capacity.read(capacity.attributes());

    assertThat(read).isEqualTo(capacity);
    assertThat(read).hasToString("cpus=1.5, gpu=0.25, memory=2g {note=x=y, zone=a}");
    assertThat(Capacity.read(Map.of()).total().cpus()).isZero();
  }

  @Test
  void shouldSayWhichResourceCannotBeRead() {
    assertThatThrownBy(() -> Capacity.declared(1, Map.of("gpu", "two"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weft.resources must give a number for gpu, was \"two\".");
    assertThatThrownBy(() -> Capacity.declared(1, Map.of("memory", "2t"), Map.of()))
        .hasMessageContaining("memory");
    assertThatThrownBy(() -> Capacity.declared(1, Map.of("gpu", "-1"), Map.of()))
        .hasMessageContaining("gpu");
  }

  @Test
  void shouldSayHowManyItServesAtATime() {
    Capacity capacity = Capacity.declared(8, Map.of("gpu", "2"), Map.of());

    assertThat(capacity.timesOf(Demand.ONE_CPU)).isEqualTo(8);
    assertThat(capacity.timesOf(Demand.ONE_CPU.withCpus(0.5))).isEqualTo(16);
    assertThat(capacity.timesOf(Demand.ONE_CPU.withCpus(0).withResource("gpu", 0.5))).isEqualTo(4);
    assertThat(capacity.timesOf(Demand.ONE_CPU.withResource("tpu", 1))).isZero();
  }
}
