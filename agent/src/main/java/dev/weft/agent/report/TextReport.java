package dev.weft.agent.report;

import dev.weft.agent.check.Message;
import java.util.Comparator;
import java.util.List;

/**
 * The report for a terminal. A line for each call says whether it overlaps, what it calls, and
 * where it stands, in the form that consoles link to; the lines below it say where it is waited for
 * and why. Nothing waits for a {@code ref}: the program has it.
 *
 * <pre>
 * shop.Main
 *   overlaps  Tracker.add    at shop.Main.track(Main.java:54)
 *             waits in line 57: the addition uses its value
 *   waits     Pricing.sum    at shop.Main.total(Main.java:89)
 *             waits here: the next instruction uses its value
 *             > Move work that does not need the value between the call and its use.
 * </pre>
 */
public final class TextReport {

  /** More lines than this no one reads; the JSON has all. */
  private static final int MAX_CALLS = 1_000;

  private static final int STATE_WIDTH = 10;
  private static final int MAX_CALLEE_WIDTH = 40;
  private static final String INDENT = " ".repeat(2 + STATE_WIDTH);

  private final StringBuilder text = new StringBuilder();
  private int calls;

  private TextReport() {}

  /** A report as text, with a line break at its end. */
  public static String of(WeaveReport report) {
    TextReport printed = new TextReport();
    printed.line("Weft report: " + report.summary());
    report.classes().forEach(printed::add);
    printed.addUnwoven(report.unwoven());
    if (report.calls() > printed.calls) {
      printed.line("");
      printed.line("... and " + Wording.count(report.calls() - printed.calls, "more call"));
    }
    return printed.text.toString();
  }

  private void add(ClassReport report) {
    if (calls >= MAX_CALLS && report.messages().isEmpty()) {
      return;
    }
    line("");
    line(report.name());
    int width =
        report.calls().stream().mapToInt(call -> call.callee().length()).max().orElse(0) + 2;
    int calleeWidth = Math.min(width, MAX_CALLEE_WIDTH);
    for (CallReport call : report.calls()) {
      if (calls < MAX_CALLS) {
        add(report, call, calleeWidth);
      }
    }
    report.messages().stream()
        .sorted(Comparator.comparing(Message::severity).thenComparing(Message::line))
        .forEach(this::add);
  }

  private void add(ClassReport report, CallReport call, int calleeWidth) {
    calls++;
    line(
        "  "
            + pad(Wording.state(call), STATE_WIDTH)
            + pad(call.callee(), calleeWidth)
            + "at "
            + report.place(call));
    if (!call.isExplicit()) {
      Wording.waits(call).forEach(wait -> line(INDENT + wait));
    }
    remedy(Wording.remedy(call));
    Wording.shares(call).forEach(shared -> line(INDENT + shared));
  }

  private void add(Message message) {
    line(
        "  " + pad(message.isError() ? "error" : "warning", STATE_WIDTH) + "at " + message.place());
    line(INDENT + message.text());
    remedy(message.remedy());
  }

  private void addUnwoven(List<UnwovenCaller> unwoven) {
    if (unwoven.isEmpty()) {
      return;
    }
    line("");
    line("Not woven, so that their remote calls run in the caller's thread:");
    unwoven.forEach(caller -> line("  " + pad("unwoven", STATE_WIDTH) + caller));
    remedy("Run weft:weave in the build that they come from, or use the agent.");
  }

  private void remedy(String remedy) {
    if (!remedy.isEmpty()) {
      line(INDENT + "> " + remedy);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String pad(String word, int width) {
    return word.length() < width ? word + " ".repeat(width - word.length()) : word + " ";
  }
}
