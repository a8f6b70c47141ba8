package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a driver prints of failures: each trace line by line, the way the source goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesIT {

  private Map<String, String> traces = Map.of();
  private Map<String, String> full = Map.of();

  @BeforeAll
  void failInAllWays(TestCluster cluster) {
    traces = run(cluster);
    full = run(cluster, "-Dweft.trace=full");
  }

  @Test
  void shouldShowTheFarFramesTheMemberAndTheCall() {
    assertThat(traces.get("plain"))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no price for tea
            	at shop.Prices.of(Prices.java:15)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$0(Main.java:15)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:15)
            Caused by: java.lang.IllegalArgumentException: tea
            	at shop.Prices.lookUp(Prices.java:34)
            	at shop.Prices.of(Prices.java:13)
            	... 4 more
            """);
  }

  @Test
  void shouldShowTasksThatCallTasksAsAChain() {
    assertThat(traces.get("nested"))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no price for tea
            	at shop.Prices.of(Prices.java:15)
            	at ---- weft.member (MEMBER)
            	at shop.Prices.twice(Prices.java:21)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$1(Main.java:16)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:16)
            Caused by: java.lang.IllegalArgumentException: tea
            	at shop.Prices.lookUp(Prices.java:34)
            	at shop.Prices.of(Prices.java:13)
            	... 6 more
            """);
    assertThat(traces.get("wrapped"))
        .isEqualTo(
            """
            java.lang.UnsupportedOperationException: wrapped
            	at shop.Prices.wrapped(Prices.java:29)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$2(Main.java:17)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:17)
            Caused by: java.lang.IllegalStateException: no price for tea
            	at shop.Prices.of(Prices.java:15)
            	at ---- weft.member (MEMBER)
            	at shop.Prices.wrapped(Prices.java:27)
            	... 4 more
            Caused by: java.lang.IllegalArgumentException: tea
            	at shop.Prices.lookUp(Prices.java:34)
            	at shop.Prices.of(Prices.java:13)
            	... 6 more
            """);
  }

  @Test
  void shouldShowTheCallAndTheWaitOfARef() {
    assertThat(traces.get("ref"))
        .startsWith(
            """
            java.lang.IllegalStateException: no price for tea
            	at shop.Prices.of(Prices.java:15)
            	at ---- weft.member (MEMBER)
            	at shop.Main.later(Main.java:31)
            	at ---- weft.awaited (thread main)
            	at shop.Main.later(Main.java:32)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:18)
            Caused by:\
            """);
    assertThat(traces.get("all"))
        .startsWith(
            """
            java.lang.IllegalStateException: no price for tea
            	at shop.Prices.of(Prices.java:15)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$4(Main.java:19)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:19)
            Caused by:\
            """);
  }

  @Test
  void shouldHideThatActorsAreElsewhere() {
    assertThat(traces.get("constructor"))
        .isEqualTo(
            """
            java.lang.IllegalArgumentException: limit
            	at shop.Votes.<init>(Votes.java:13)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$5(Main.java:20)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:20)
            """);
    assertThat(traces.get("actor"))
        .isEqualTo(
            """
            java.lang.IllegalArgumentException: choice
            	at shop.Votes.cast(Votes.java:20)
            	at ---- weft.member (MEMBER)
            	at shop.Main.lambda$main$6(Main.java:22)
            	at shop.Main.attempt(Main.java:38)
            	at shop.Main.main(Main.java:22)
            """);
  }

  @Test
  void shouldShowOnlyTheProgramOfWeftsOwnFailures() {
    for (String name : List.of("timeout", "put", "dead")) {
      assertThat(traces.get(name))
          .as(name)
          .startsWith("dev.weft.error.")
          .containsPattern(
              "\\n\\tat shop.Main.lambda\\$main\\$\\d+\\(Main.java:\\d+\\)"
                  + "\\n\\tat shop.Main.attempt\\(Main.java:38\\)"
                  + "\\n\\tat shop.Main.main\\(Main.java:\\d+\\)\\n$")
          .doesNotContain("at dev.weft", "weft//");
    }
  }

  @Test
  void shouldShowAllFramesWhenAskedTo() {
    assertThat(full.get("plain"))
        .contains(
            "\tat shop.Prices.of(Prices.java:15)\n\tat ---- weft.member (MEMBER)\n",
            "\tat dev.weft.spi.PromiseRef.get(PromiseRef.java:");
  }

  private static Map<String, String> run(TestCluster cluster, String... options) {
    List<String> out =
        new JavaCommand("traces")
            .agent()
            .options(cluster.driverOptions())
            .options(options)
            .classPath(SampleApp.of("traces").jar())
            .main("shop.Main")
            .run()
            .out()
            .lines();
    Map<String, List<String>> lines = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : out) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        lines.put(line.substring(3), current);
      } else {
        current.add(line.replaceFirst("\\(127\\.0\\.0\\.1:\\d+\\)", "(MEMBER)"));
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach((name, of) -> texts.put(name, String.join("\n", of) + "\n"));
    return texts;
  }
}
