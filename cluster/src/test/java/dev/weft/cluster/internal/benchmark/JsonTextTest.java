package dev.weft.cluster.internal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void shouldReadEveryKindOfValue() {
    String json =
        """
        { "a" : [1, -2.5e3, true, false, null], "b": {"c": "x\\"\\\\\\n\\u00e4"}, "d": [], "e": {} }
        """;

    assertThat(JsonText.read(json))
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(1.0, -2500.0, true, false, null),
                "b",
                Map.of("c", "x\"\\\n\u00e4"),
                "d",
                List.of(),
                "e",
                Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{1:2}",
        "\"a",
        "\"\\x\"",
        "\"\\u00g0\"",
        "tru",
        "1 2",
        "--1",
        "{\"a\":1,}",
        "nul"
      })
  void shouldRefuseWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonText.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void shouldRefuseEndlessNesting() {
    assertThatThrownBy(() -> JsonText.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer levels");
  }
}
