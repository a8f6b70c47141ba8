package dev.weft.cluster.internal.benchmark;

import java.util.List;

/**
 * A whole run of the benchmark.
 *
 * @param mode embedded, or with members
 * @param members how many members there were beside this process
 * @param cores of the machine
 * @param java the version that ran it
 * @param seconds how long each run of a row took at the least
 * @param runs how many runs each row had
 * @param scale by how much the large rows were made smaller
 * @param rows what was measured
 */
record Report(
    String mode,
    int members,
    int cores,
    String java,
    double seconds,
    int runs,
    int scale,
    List<RowResult> rows) {

  Report {
    rows = List.copyOf(rows);
  }
}
