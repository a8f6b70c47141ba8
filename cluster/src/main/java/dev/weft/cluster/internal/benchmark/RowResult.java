package dev.weft.cluster.internal.benchmark;

import java.util.List;

/**
 * What was measured of one row.
 *
 * @param name the row's
 * @param unit what is counted
 * @param figures Weft's
 * @param floors those of its floors
 * @param heapBytes heap for an operation; 0 where that was not measured
 */
record RowResult(
    String name, String unit, Figures figures, List<FloorResult> floors, double heapBytes) {

  RowResult {
    floors = List.copyOf(floors);
  }

  /**
   * What was measured of one floor.
   *
   * @param name the floor's
   * @param figures what it can do
   */
  record FloorResult(String name, Figures figures) {}
}
