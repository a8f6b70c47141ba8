package dev.weft.it.faults;

import dev.weft.it.faults.check.Verdict;
import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run has shown: the verdict, and what each fault cost the callers. */
record RunReport(List<Strike> strikes, History history, Verdict verdict) {

  RunReport {
    strikes = List.copyOf(strikes);
  }

  /** How the calls ended. */
  Map<Outcome, Long> outcomes() {
    return outcomes(history.calls());
  }

  /** Whether nothing is wrong with any call, and the cluster recovered from all faults. */
  boolean isGood() {
    return wrong().isEmpty();
  }

  /** What is wrong, a few words each; the report has the calls. */
  List<String> wrong() {
    return Stream.concat(
            strikes.stream()
                .filter(strike -> !strike.wrong().isEmpty())
                .map(strike -> "not recovered from " + strike.fault()),
            verdict.violations().stream().map(v -> v.kind() + " " + v.actor()))
        .toList();
  }

  /** The longest time that a call took which was under way during a fault. */
  long longestStallMillis(Strike strike) {
    return during(strike).stream().mapToLong(Call::waitedNanos).max().orElse(0) / 1_000_000;
  }

  /** A line a fault, and one for all. */
  @Override
  public String toString() {
    return strikes.stream().map(this::line).collect(Collectors.joining())
        + String.format(
            "%d faults, %d calls of %d actors: %s%n%s",
            strikes.size(), history.calls().size(), history.byActor().size(), outcomes(), verdict);
  }

  private String line(Strike strike) {
    List<Call> calls = during(strike);
    return String.format(
        "%3d %-22s at %d: %5d ms, replies again after %5d ms, longest stall %5d ms, %s: %s%s%n",
        strike.number(),
        strike.fault(),
        strike.beganNanos() / 1_000_000,
        (strike.overNanos() - strike.beganNanos()) / 1_000_000,
        (strike.calmNanos() - strike.overNanos()) / 1_000_000,
        longestStallMillis(strike),
        outcomes(calls),
        strike.what(),
        strike.wrong().isEmpty() ? "" : "\n    NOT RECOVERED: " + strike.wrong());
  }

  /** The calls of which a part fell between the blow and the calm. */
  private List<Call> during(Strike strike) {
    return history.calls().stream()
        .filter(
            call ->
                call.invokedNanos() < strike.calmNanos()
                    && call.returnedNanos() > strike.beganNanos())
        .toList();
  }

  private static Map<Outcome, Long> outcomes(List<Call> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(Call::outcome, TreeMap::new, Collectors.counting()));
  }
}
