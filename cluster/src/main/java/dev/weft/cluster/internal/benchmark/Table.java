package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.benchmark.RowResult.FloorResult;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints what was measured, for people: a line for each row, and one below it for each floor. */
final class Table {

  private static final String LINE = "%-44s %12s %8s %11s %11s %9s %7s %7s";

  private final Consumer<String> out;

  Table(Consumer<String> out) {
    this.out = out;
  }

  void head(Report report) {
    out.accept(
        String.format(
            Locale.ROOT,
            "weft microbenchmark | %s | %d cores, Java %s | %d runs of %s s%s",
            kind(report.members()),
            report.cores(),
            report.java(),
            report.runs(),
            report.seconds(),
            report.scale() == 1 ? "" : " | large rows 1/" + report.scale()));
    out.accept("");
    out.accept(
        String.format(LINE, "", "a second", "+-", "p50 us", "p99 us", "CPU us", "x time", "x CPU"));
  }

  private static String kind(int members) {
    return switch (members) {
      case 0 -> "embedded";
      case 1 -> "a driver and a member";
      default -> "a driver and " + members + " members";
    };
  }

  void row(RowResult row) {
    line(row.name() + ", " + row.unit(), row.figures(), "", "");
    for (FloorResult floor : row.floors()) {
      line(
          "  / " + floor.name(),
          floor.figures(),
          ratio(row.figures().times(floor.figures())),
          ratio(row.figures().cpuTimes(floor.figures())));
    }
    if (row.heapBytes() > 0) {
      out.accept("  heap for each: " + number(row.heapBytes()) + " bytes");
    }
  }

  private void line(String name, Figures figures, String time, String cpu) {
    out.accept(
        String.format(
                LINE,
                name,
                number(figures.rate()),
                number(figures.deviation()),
                number(figures.p50Micros()),
                number(figures.p99Micros()),
                number(figures.cpuMicros()),
                time,
                cpu)
            .stripTrailing());
  }

  /** Three digits or more. */
  static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
  }

  private static String ratio(double value) {
    return value == 0 ? "" : number(value);
  }
}
