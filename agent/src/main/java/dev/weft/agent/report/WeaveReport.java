package dev.weft.agent.report;

import java.util.Comparator;
import java.util.List;

/**
 * What weaving did to the classes of a build or a process; sorted by name, and without the classes
 * of which there is nothing to tell.
 *
 * @param classes the classes with remote calls or messages
 * @param unwoven classes that make remote calls without being woven
 */
public record WeaveReport(List<ClassReport> classes, List<UnwovenCaller> unwoven) {

  public WeaveReport {
    classes =
        classes.stream()
            .filter(report -> !report.isEmpty())
            .sorted(Comparator.comparing(ClassReport::name))
            .toList();
    unwoven = unwoven.stream().sorted(Comparator.comparing(UnwovenCaller::name)).toList();
  }

  /** How many remote calls there are. */
  public int calls() {
    return classes.stream().mapToInt(report -> report.calls().size()).sum();
  }

  /** How many of them run while their caller goes on. */
  public int overlapping() {
    return (int)
        classes.stream()
            .flatMap(report -> report.calls().stream())
            .filter(CallReport::overlaps)
            .count();
  }

  /** How many of them are waited for where they stand. */
  public int waiting() {
    return calls() - overlapping();
  }

  /** The errors and warnings among the messages. */
  int messages(boolean errors) {
    return (int)
        classes.stream()
            .flatMap(report -> report.messages().stream())
            .filter(message -> message.isError() == errors)
            .count();
  }

  /** The calls that are waited for where they stand, a line for each. */
  public List<String> waitingCalls() {
    return classes.stream()
        .flatMap(
            report ->
                report.calls().stream()
                    .filter(call -> !call.overlaps())
                    .map(call -> line(report, call)))
        .toList();
  }

  /** The numbers, for one line. */
  public String summary() {
    int calls = calls();
    String text =
        Wording.count(calls, "remote call")
            + (calls == 0 ? "" : " in " + Wording.count(callers(), "class"))
            + (calls == 0
                ? ""
                : ": %d overlap, %d wait in place".formatted(overlapping(), waiting()));
    text += notable(messages(true), "error");
    text += notable(messages(false), "warning");
    return text + (unwoven.isEmpty() ? "" : ", " + Wording.count(unwoven.size(), "unwoven caller"));
  }

  private int callers() {
    return (int) classes.stream().filter(report -> !report.calls().isEmpty()).count();
  }

  private static String notable(int count, String what) {
    return count == 0 ? "" : ", " + Wording.count(count, what);
  }

  private static String line(ClassReport report, CallReport call) {
    String remedy = Wording.remedy(call);
    return report.place(call)
        + ": the call of "
        + call.callee()
        + " "
        + Wording.why(call)
        + "."
        + (remedy.isEmpty() ? "" : " " + remedy);
  }
}
