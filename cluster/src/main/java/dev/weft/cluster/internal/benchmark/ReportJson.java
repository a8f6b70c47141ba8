package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.benchmark.RowResult.FloorResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads reports as JSON; {@code docs/benchmarks.md} describes it. */
final class ReportJson {

  /** Grows when a name changes its meaning or goes away. */
  static final int SCHEMA = 1;

  private ReportJson() {}

  static String write(Report report) {
    return """
        {
          "schema": %d,
          "mode": %s,
          "members": %d,
          "cores": %d,
          "java": %s,
          "seconds": %s,
          "runs": %d,
          "scale": %d,
          "rows": [%s
          ]
        }
        """
        .formatted(
            SCHEMA,
            text(report.mode()),
            report.members(),
            report.cores(),
            text(report.java()),
            number(report.seconds()),
            report.runs(),
            report.scale(),
            list(report.rows(), ReportJson::row));
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalArgumentException if it is no report, or one of another schema
   */
  static Report read(String json) {
    Object report = JsonText.read(json);
    int schema = (int) number(report, "schema");
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "The report has schema " + schema + "; this program reads " + SCHEMA + ".");
    }
    return new Report(
        text(report, "mode"),
        (int) number(report, "members"),
        (int) number(report, "cores"),
        text(report, "java"),
        number(report, "seconds"),
        (int) number(report, "runs"),
        (int) number(report, "scale"),
        list(report, "rows", ReportJson::readRow));
  }

  private static RowResult readRow(@Nullable Object row) {
    return new RowResult(
        text(row, "name"),
        text(row, "unit"),
        readFigures(row),
        list(row, "floors", floor -> new FloorResult(text(floor, "name"), readFigures(floor))),
        number(row, "heapBytes"));
  }

  private static Figures readFigures(@Nullable Object figures) {
    return new Figures(
        number(figures, "rate"),
        number(figures, "deviation"),
        number(figures, "operationMicros"),
        number(figures, "p50Micros"),
        number(figures, "p99Micros"),
        number(figures, "cpuMicros"));
  }

  private static double number(@Nullable Object object, String name) {
    if (JsonText.member(object, name) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException("Not a report: \"" + name + "\" is not a number.");
  }

  private static String text(@Nullable Object object, String name) {
    return JsonText.member(object, name).toString();
  }

  private static <T> List<T> list(
      @Nullable Object object, String name, Function<@Nullable Object, T> reader) {
    if (JsonText.member(object, name) instanceof List<?> items) {
      List<T> read = new ArrayList<>();
      items.forEach(item -> read.add(reader.apply(item)));
      return read;
    }
    throw new IllegalArgumentException("Not a report: \"" + name + "\" is not a list.");
  }

  private static String row(RowResult row) {
    return "\n    {\"name\": %s, \"unit\": %s, %s, \"heapBytes\": %s, \"floors\": [%s]}"
        .formatted(
            text(row.name()),
            text(row.unit()),
            figures(row.figures()),
            number(row.heapBytes()),
            list(row.floors(), floor -> floor(row.figures(), floor)));
  }

  private static String floor(Figures weft, FloorResult floor) {
    return "\n      {\"name\": %s, %s, \"times\": %s, \"cpuTimes\": %s}"
        .formatted(
            text(floor.name()),
            figures(floor.figures()),
            number(weft.times(floor.figures())),
            number(weft.cpuTimes(floor.figures())));
  }

  private static String figures(Figures figures) {
    return "\"rate\": %s, \"deviation\": %s, \"operationMicros\": %s, \"p50Micros\": %s, \"p99Micros\": %s, \"cpuMicros\": %s"
        .formatted(
            number(figures.rate()),
            number(figures.deviation()),
            number(figures.operationMicros()),
            number(figures.p50Micros()),
            number(figures.p99Micros()),
            number(figures.cpuMicros()));
  }

  private static <T> String list(List<T> items, Function<T, String> writer) {
    return String.join(",", items.stream().map(writer).toList());
  }

  /** Nothing that JSON does not have comes up: what is not finite was not measured. */
  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "0";
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
