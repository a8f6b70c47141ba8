package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The microbenchmark runs all its rows, as small as they can be, and says what it found. */
class MicrobenchmarkIT {

  private static final List<String> TINY =
      List.of("microbenchmark", "--seconds", "0.01", "--runs", "1", "--scale", "100");

  @Test
  void shouldMeasureADriverAndAMemberAndCompare() throws IOException {
    Path json = Artifacts.newFolder("figures").resolve("figures.json");

    JavaProcess first = run("--members", "1", "--json", json.toString());
    JavaProcess second =
        run("--members", "1", "--filter", "tasks sync", "--compare", json.toString());

    assertThat(first.out().text())
        .contains("weft microbenchmark | a driver and a member | ")
        .containsPattern("(?m)^single client tasks async, tasks/s +[\\d,.]+ ")
        .containsPattern("(?m)^  / operations +[\\d,.]+ ")
        .containsPattern("(?m)^1:1 actor calls sync, calls/s +[\\d,.]+ ")
        .containsPattern("(?m)^one call at a time, no backup, calls/s +[\\d,.]+ ")
        .containsPattern("(?m)^  / counter operation, no backup +[\\d,.]+ ")
        .containsPattern("(?m)^100,000 actors that go to sleep, no backup, actors/s +[\\d,.]+ ")
        .containsPattern("(?m)^recursion, fib\\(20\\), tasks/s +[\\d,.]+ ");
    assertThat(first.err().text()).doesNotContain("WARN", "ERROR");
    assertThat(Files.readString(json)).contains("\"schema\": 1", "\"3,000 results of one task\"");
    assertThat(second.out().text())
        .containsPattern("(?m)^single client tasks sync, tasks/s +[\\d,.]+ +[\\d,.]+ +[\\d,.]+ ");
  }

  @Test
  void shouldMeasureActorsWithBackups() {
    JavaProcess run = run("--members", "2", "--filter", "with backup");

    assertThat(run.out().text())
        .containsPattern("(?m)^one call at a time, with backup, calls/s +[\\d,.]+ ")
        .containsPattern("(?m)^  / counter operation with backup +[\\d,.]+ ")
        .containsPattern("(?m)^1,000 calls in flight, one actor, with backup, calls/s +[\\d,.]+ ")
        .containsPattern("(?m)^  / counter operations, grouped +[\\d,.]+ ");
    assertThat(run.err().text()).doesNotContain("WARN", "ERROR");
  }

  @Test
  void shouldMeasureThisProcessAloneAndPrintJsonOnly() {
    JavaProcess run = run("--filter", "tasks", "--json", "-");

    assertThat(run.out().text())
        .startsWith("{")
        .contains("\"mode\": \"embedded\"", "\"name\": \"ForkJoinPool submit, get\"")
        .doesNotContain("weft microbenchmark");
    assertThat(run.err().text()).doesNotContain("WARN", "ERROR");
  }

  private static JavaProcess run(String... options) {
    List<String> arguments = new ArrayList<>(TINY);
    arguments.addAll(List.of(options));
    return new JavaCommand("microbenchmark").jar(Artifacts.weftJar(), arguments).run();
  }
}
