package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.benchmark.RowResult.FloorResult;
import java.util.List;

/** Reports as tests need them. */
final class Reports {

  private Reports() {}

  static Report of(RowResult... rows) {
    return new Report("members", 2, 4, "17.0.1", 0.5, 3, 1, List.of(rows));
  }

  /**
   * A row that takes so long for an operation, and whose floor takes so long.
   *
   * @param floorMicros 0 for a row without a floor
   */
  static RowResult row(String name, double micros, double floorMicros) {
    List<FloorResult> floors =
        floorMicros == 0
            ? List.of()
            : List.of(new FloorResult("floor of " + name, figures(floorMicros)));
    return new RowResult(name, "tasks/s", figures(micros), floors, 12.5);
  }

  static Figures figures(double micros) {
    return new Figures(1e6 / micros, 0.25, micros, 10 * micros, 20 * micros, 2 * micros);
  }
}
