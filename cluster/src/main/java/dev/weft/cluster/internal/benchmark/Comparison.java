package dev.weft.cluster.internal.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts a report beside an older one, row by row.
 *
 * <p>Rates of two runs compare the machine's two moods as well; how many times as long as its floor
 * a row takes does so less, since both were measured in turn.
 */
final class Comparison {

  private static final String LINE = "%-56s %12s %12s %7s   %8s %8s";

  private final Report before;
  private final Report now;

  Comparison(Report before, Report now) {
    this.before = before;
    this.now = now;
  }

  /** Rows that both have, in the order of the newer one. */
  List<Change> changes() {
    Map<String, RowResult> old = new LinkedHashMap<>();
    before.rows().forEach(row -> old.put(row.name(), row));
    List<Change> changes = new ArrayList<>();
    for (RowResult row : now.rows()) {
      RowResult older = old.get(row.name());
      if (older != null) {
        changes.add(Change.of(older, row));
      }
    }
    return changes;
  }

  void print(Consumer<String> out) {
    out.accept("");
    if (before.members() != now.members()
        || before.cores() != now.cores()
        || before.scale() != now.scale()) {
      out.accept("Compare with care. Before: " + kind(before) + "; now: " + kind(now) + ".");
    }
    out.accept(LINE.formatted("", "before", "now", "faster", "x floor", "now").stripTrailing());
    for (Change change : changes()) {
      out.accept(
          LINE.formatted(
                  change.name(),
                  Table.number(change.rateBefore()),
                  Table.number(change.rateNow()),
                  Table.number(change.faster()),
                  change.timesBefore() == 0 ? "" : Table.number(change.timesBefore()),
                  change.timesNow() == 0 ? "" : Table.number(change.timesNow()))
              .stripTrailing());
    }
  }

  private static String kind(Report report) {
    return "%d members, %d cores, large rows 1/%d"
        .formatted(report.members(), report.cores(), report.scale());
  }

  /**
   * What has become of a row.
   *
   * @param name the row's, with its unit
   * @param rateBefore operations a second in the older report
   * @param rateNow and in the newer one
   * @param timesBefore how many times as long as its first floor it took; 0 if it had none
   * @param timesNow and in the newer report
   */
  record Change(
      String name, double rateBefore, double rateNow, double timesBefore, double timesNow) {

    static Change of(RowResult before, RowResult now) {
      return new Change(
          now.name() + ", " + now.unit(),
          before.figures().rate(),
          now.figures().rate(),
          times(before),
          times(now));
    }

    /** How many times as fast as before. */
    double faster() {
      return rateNow / rateBefore;
    }

    private static double times(RowResult row) {
      return row.floors().isEmpty() ? 0 : row.figures().times(row.floors().get(0).figures());
    }
  }
}
