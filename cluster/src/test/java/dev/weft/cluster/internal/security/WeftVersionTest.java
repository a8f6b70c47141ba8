package dev.weft.cluster.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WeftVersionTest {

  @Test
  void shouldReadReleasesAndSnapshots() {
    assertThat(WeftVersion.parse("1.2.3-SNAPSHOT")).isEqualTo(new WeftVersion(1, 2, 3));
    assertThat(WeftVersion.parse("0.1.0")).hasToString("0.1.0");
    assertThatThrownBy(() -> WeftVersion.parse("${project.version}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldUnderstandOtherPatchesOnly() {
    WeftVersion version = new WeftVersion(1, 2, 3);
    assertThat(version.understands(new WeftVersion(1, 2, 0))).isTrue();
    assertThat(version.understands(new WeftVersion(1, 3, 3))).isFalse();
    assertThat(version.understands(new WeftVersion(2, 2, 3))).isFalse();
  }

  @Test
  void shouldKnowItsOwn() {
    assertThat(WeftVersion.current().understands(WeftVersion.current())).isTrue();
  }
}
