package dev.weft.it.jmh;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** Prints results of plain and woven code side by side. */
final class Pairs {

  private static final String ROW = "%-16s %10s %10s %7s   %10s %10s %7s%n";

  private Pairs() {}

  /**
   * One line for each work: the median of all iterations, then the best, which another program on
   * the machine cannot make worse. Empty if no code was run both ways.
   */
  static String of(Collection<RunResult> results) {
    Map<String, Statistics> plain = new TreeMap<>();
    Map<String, Statistics> woven = new TreeMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      if (params.getParamsKeys().contains("code")) {
        (params.getParam("code").equals("plain") ? plain : woven)
            .put(params.getParam("work"), times(result));
      }
    }
    if (plain.isEmpty() || woven.isEmpty()) {
      return "";
    }
    StringBuilder table =
        new StringBuilder(
            row("ns, median, best", "plain", "woven", "ratio", "plain", "woven", "ratio"));
    plain.forEach(
        (work, before) -> {
          Statistics after = woven.get(work);
          if (after != null) {
            table.append(line(work, before, after));
          }
        });
    return table.toString();
  }

  /** CPU times, if they were measured: others on the machine lengthen these the least. */
  private static Statistics times(RunResult result) {
    Result<?> cpu = result.getSecondaryResults().get(CpuTime.CPU);
    return (cpu == null ? result.getPrimaryResult() : cpu).getStatistics();
  }

  private static String line(String work, Statistics plain, Statistics woven) {
    double median = plain.getPercentile(50);
    double best = plain.getMin();
    return row(
        work,
        number(median),
        number(woven.getPercentile(50)),
        number(woven.getPercentile(50) / median),
        number(best),
        number(woven.getMin()),
        number(woven.getMin() / best));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }
}
