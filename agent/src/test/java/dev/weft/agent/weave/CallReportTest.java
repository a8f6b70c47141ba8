package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.report.CallReport;
import dev.weft.agent.report.ClassReport;
import dev.weft.agent.report.TextReport;
import dev.weft.agent.report.WeaveReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the weaver reports of calls, in terms of the source. */
class CallReportTest {

  @Test
  void shouldTellOfLambdasInTheMethodWhereTheyStand() {
    Program program =
        Program.of(
            """
            @Remote static int task(int x) { return x; }
            static List<Integer> list() {
              return List.of(1, 2).stream().map(x -> task(x)).toList();
            }
            static void nested() {
              Runnable run = () -> List.of(1).forEach(x -> { int y = task(x); });
            }
            """);

    assertThat(calls(program))
        .extracting(c -> c.method() + ":" + c.line() + " " + c.givenTo() + " in " + c.file())
        .containsExactly("list:7 Stream.map in P.java", "nested:10 List.forEach in P.java");
  }

  @Test
  void shouldTellWhatAVerbSends() {
    Program program =
        Program.of(
            """
            @Remote static int task(int x) { return x; }
            static ObjectRef<Integer> f() {
              return Weft.remote(() -> task(task(1)));
            }
            """);

    assertThat(calls(program))
        .extracting(c -> c.callee() + " " + c.waits().get(0).reason() + " in " + c.method())
        .containsExactlyInAnyOrder("P.task PASSED_ON in f", "P.task RETURNED_REF in f");
    assertThat(calls(program)).allMatch(CallReport::overlaps);
  }

  @Test
  void shouldTellOfCallsThatShareAnActor() {
    Program program =
        Program.of(
            """
            @Remote public static class Tally {
              long add(long x) { return x; }
            }
            @Remote static long work(Tally tally, long x) { return tally.add(x); }
            Tally field;
            long twoTasks(Tally tally) {
              long a = work(tally, 1);
              long b = work(tally, 2);
              return a + b;
            }
            long[] loop() {
              Tally tally = new Tally();
              long[] r = new long[3];
              for (int i = 0; i < 3; i++) {
                r[i] = work(tally, i);
              }
              return r;
            }
            long taskAndCall() {
              long a = work(field, 1);
              long b = field.add(2);
              return a + b;
            }
            long[] oneEach() {
              long[] r = new long[3];
              for (int i = 0; i < 3; i++) {
                r[i] = work(new Tally(), i);
              }
              return r;
            }
            long callsOfOneCaller(Tally tally) {
              long a = tally.add(1);
              long b = tally.add(2);
              return a + b;
            }
            long inTurn(Tally tally) {
              long a = 0;
              synchronized (this) { a = work(tally, 1); }
              long b = work(tally, 2);
              return a + b;
            }
            long two(Tally first, Tally second) {
              long a = work(first, 1);
              long b = work(second, 2);
              return a + b;
            }
            """);

    assertThat(calls(program).stream().filter(call -> !call.shares().isEmpty()))
        .extracting(call -> call.method() + ":" + call.line() + " " + call.shares())
        .containsExactly(
            "twoTasks:11 [Sharing[actor=P.Tally, line=12]]",
            "loop:19 [Sharing[actor=P.Tally, line=19]]",
            "taskAndCall:24 [Sharing[actor=P.Tally, line=25]]");
    assertThat(text(program))
        .contains(
            "shares P.Tally with the call in line 12: what they do there falls in any order,"
                + " unless weft.strict is on");
  }

  /** A class that shares another's file, as in Kotlin, where the file has any name. */
  @Test
  void shouldNameTheFileThatTheCompilerNames() {
    Program program =
        Program.ofFiles(
            Map.of(
                "A",
                """
                class A { @dev.weft.Remote static int task() { return 1; } }
                class Other {
                  int f() {
                    return A.task();
                  }
                  @dev.weft.Restored int wrong() {
                    return 2;
                  }
                }
                """));

    assertThat(text(program))
        .contains("at Other.f(A.java:4)")
        .contains("error     at Other.wrong(A.java:7)");
  }

  @Test
  void shouldSayWhatTheDocumentationShows() throws IOException {
    String section = Files.readString(Path.of("../docs/weaving.md")).split("\n## The report\n")[1];
    Program program = Program.ofFiles(Map.of("Prices", block(section, "java")));

    assertThat(text(program)).isEqualTo(block(section, "text"));
  }

  private static String block(String section, String language) {
    return section.split("\n```" + language + "\n")[1].split("```")[0];
  }

  private static List<CallReport> calls(Program program) {
    return program.weave().values().stream().flatMap(w -> w.calls().stream()).toList();
  }

  private static String text(Program program) {
    return TextReport.of(
        new WeaveReport(
            program.weave().values().stream()
                .map(w -> new ClassReport(w.name(), w.calls(), w.messages()))
                .toList(),
            List.of()));
  }
}
