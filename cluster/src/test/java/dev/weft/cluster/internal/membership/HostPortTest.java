package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HostPortTest {

  @Test
  void shouldReadNamesAndNumbers() {
    assertThat(HostPort.parse("example.org:99")).isEqualTo(new HostPort("example.org", 99));
    assertThat(HostPort.parse("10.0.0.1")).isEqualTo(new HostPort("10.0.0.1", 5701));
    assertThat(HostPort.parse("[::1]:99")).isEqualTo(new HostPort("::1", 99));
    assertThat(HostPort.parse("[::1]")).isEqualTo(new HostPort("::1", 5701));
    assertThat(HostPort.parse("::1")).isEqualTo(new HostPort("::1", 5701));
    assertThat(HostPort.parse("[::1]:99")).hasToString("[::1]:99");
  }

  @Test
  void shouldSayWhatItCannotRead() {
    for (String text : List.of("", ":5701", "host:", "host:x", "host:0", "host:70000", "host:-1")) {
      assertThatThrownBy(() -> HostPort.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'")
          .hasMessageContaining("host:port");
    }
  }
}
