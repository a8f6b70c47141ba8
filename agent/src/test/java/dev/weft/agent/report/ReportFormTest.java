package dev.weft.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.check.Message;
import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.report.CallReport.Sharing;
import dev.weft.agent.report.CallReport.Wait;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report's two forms, word for word: people and tools search in them. */
class ReportFormTest {

  private static final WeaveReport REPORT =
      new WeaveReport(
          List.of(
              new ClassReport("shop.Pricing", List.of(), List.of()),
              new ClassReport(
                  "shop.Main",
                  List.of(
                      call("track", 54, "Tracker.add", wait(Reason.USE, 57, "the addition")),
                      call(
                          "track",
                          58,
                          "Pricing.price",
                          wait(Reason.PASSED_ON, 59, "Pricing.add"),
                          wait(Reason.BARRIER, 60, "")),
                      call("quotes", 71, "Pricing.price", wait(Reason.RETURNED_REF, 71, "")),
                      call("table", 80, "Pricing.price", wait(Reason.STORED, 80, "the array")),
                      new CallReport(
                          "close",
                          "()V",
                          84,
                          "Main.work",
                          List.of(wait(Reason.RETURN, 86, "")),
                          "Main.java",
                          "",
                          List.of(new Sharing("Tracker", 85), new Sharing("Tracker", 84))),
                      call("total", 89, "Pricing.sum", wait(Reason.IMMEDIATE_USE, 89, "")),
                      new CallReport(
                          "list",
                          "()V",
                          95,
                          "Pricing.price",
                          List.of(wait(Reason.IMMEDIATE_USE, 95, "the return")),
                          "Main.java",
                          "Stream.map",
                          List.of()),
                      call("either", 99, "Pricing.sum", wait(Reason.CONFLICT, 101, "")),
                      call(
                          "<init>",
                          104,
                          "Pricing.sum",
                          wait(Reason.AT_ONCE, 104, "it stands before super()"))),
                  List.of(
                      new Message(
                          Message.Severity.WARNING,
                          "shop.Main",
                          "Main.java",
                          "list",
                          96,
                          "A method reference to the task price runs it here.",
                          "Write a lambda that calls it.")))),
          List.of(new UnwovenCaller("batch.Nightly", "batch-1.0.jar", "Pricing.price")));

  @Test
  void shouldReadWellOnATerminal() {
    assertThat(TextReport.of(REPORT))
        .isEqualTo(
            """
            Weft report: 9 remote calls in 1 class: 5 overlap, 4 wait in place, 1 warning, 1 unwoven caller

            shop.Main
              overlaps  Tracker.add    at shop.Main.track(Main.java:54)
                        waits in line 57: the addition uses its value
              overlaps  Pricing.price  at shop.Main.track(Main.java:58)
                        goes to Pricing.add in line 59: nothing waits
                        waits in line 60: a try or synchronized block begins or ends
              ref       Pricing.price  at shop.Main.quotes(Main.java:71)
              overlaps  Pricing.price  at shop.Main.table(Main.java:80)
                        goes into the array in this line: waits when that is used
              overlaps  Main.work      at shop.Main.close(Main.java:84)
                        waits in line 86: the method returns
                        shares Tracker with the call in line 85: what they do there falls in any order, unless weft.strict is on
                        shares Tracker with another call in this line: what they do there falls in any order, unless weft.strict is on
              waits     Pricing.sum    at shop.Main.total(Main.java:89)
                        waits here: the next instruction uses its value
                        > Move work that does not need the value between the call and its use.
              waits     Pricing.price  at shop.Main.list(Main.java:95)
                        waits here: a lambda given to Stream.map ends with it
                        > Write Weft.remote(() -> ...) in the lambda, and get the refs when all are made.
              waits     Pricing.sum    at shop.Main.either(Main.java:99)
                        waits here: paths meet in line 101, and one of them has a value already
                        > Use Weft.remote(() -> ...) on that path, and get() where the value is needed.
              waits     Pricing.sum    at shop.Main.<init>(Main.java:104)
                        waits here: it stands before super()
              warning   at shop.Main.list(Main.java:96)
                        A method reference to the task price runs it here.
                        > Write a lambda that calls it.

            Not woven, so that their remote calls run in the caller's thread:
              unwoven   batch.Nightly (batch-1.0.jar) calls Pricing.price and is not woven
                        > Run weft:weave in the build that they come from, or use the agent.
            """);
  }

  @Test
  void shouldBeADocumentForTools() {
    WeaveReport small =
        new WeaveReport(
            List.of(
                new ClassReport(
                    "a.\"B\"",
                    List.of(call("c", 3, "D.e", wait(Reason.IMMEDIATE_USE, 3, "the return"))),
                    List.of())),
            List.of());

    assertThat(JsonReport.of(small))
        .isEqualTo(
            """
            {
              "version": 1,
              "calls": 1,
              "overlap": 0,
              "wait": 1,
              "classes": [
                {
                  "name": "a.\\"B\\"",
                  "calls": [
                    {
                      "state": "waits",
                      "callee": "D.e",
                      "method": "c",
                      "descriptor": "()V",
                      "file": "Main.java",
                      "line": 3,
                      "givenTo": "",
                      "waits": [
                        {
                          "reason": "immediate_use",
                          "line": 3,
                          "detail": "the return"
                        }
                      ],
                      "shares": [],
                      "text": [
                        "waits here: the return uses its value"
                      ],
                      "remedy": ""
                    }
                  ],
                  "messages": []
                }
              ],
              "unwoven": []
            }
            """);
  }

  @Test
  void shouldStayReadableHoweverMuchThereIs() {
    List<CallReport> many =
        Collections.nCopies(1_500, call("m", 1, "A.b", wait(Reason.USE, 2, "")));
    WeaveReport report = new WeaveReport(List.of(new ClassReport("A", many, List.of())), List.of());

    assertThat(TextReport.of(report))
        .hasLineCount(1 + 2 + 2 * 1_000 + 2)
        .endsWith("... and 500 more calls\n");
    assertThat(JsonReport.of(report).split("\"callee\"")).hasSize(1_501);
  }

  private static CallReport call(String method, int line, String callee, Wait... waits) {
    return new CallReport(
        method, "()V", line, callee, Arrays.asList(waits), "Main.java", "", List.of());
  }

  private static Wait wait(Reason reason, int line, String detail) {
    return new Wait(reason, line, detail);
  }
}
