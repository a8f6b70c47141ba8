package dev.weft.cluster.internal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.benchmark.Comparison.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void shouldCompareRowsOfTheSameName() {
    Report before = Reports.of(Reports.row("gone", 1, 1), Reports.row("sync", 10, 5));
    Report now = Reports.of(Reports.row("new", 1, 1), Reports.row("sync", 4, 4));

    List<Change> changes = new Comparison(before, now).changes();

    assertThat(changes).hasSize(1);
    Change change = changes.get(0);
    assertThat(change.name()).isEqualTo("sync, tasks/s");
    assertThat(change.rateBefore()).isEqualTo(100_000);
    assertThat(change.rateNow()).isEqualTo(250_000);
    assertThat(change.faster()).isEqualTo(2.5);
    assertThat(change.timesBefore()).isEqualTo(2);
    assertThat(change.timesNow()).isEqualTo(1);
  }

  @Test
  void shouldPrintRowsWithAndWithoutFloors() {
    Report before = Reports.of(Reports.row("sync", 10, 5), Reports.row("put", 8, 0));
    Report now = Reports.of(Reports.row("put", 16, 0), Reports.row("sync", 10, 5));
    List<String> lines = new ArrayList<>();

    new Comparison(before, now).print(lines::add);

    assertThat(lines.get(2)).matches("put, tasks/s +125,000 +62,500 +0\\.500");
    assertThat(lines.get(3)).matches("sync, tasks/s +100,000 +100,000 +1\\.00 +2\\.00 +2\\.00");
  }

  @Test
  void shouldWarnOfReportsThatWereMadeOtherwise() {
    Report before = new Report("embedded", 0, 2, "17", 1, 1, 10, List.of());
    List<String> lines = new ArrayList<>();

    new Comparison(before, Reports.of()).print(lines::add);

    assertThat(lines)
        .contains(
            "Compare with care. Before: 0 members, 2 cores, large rows 1/10; now: 2 members, 4 cores,"
                + " large rows 1/1.");
  }
}
