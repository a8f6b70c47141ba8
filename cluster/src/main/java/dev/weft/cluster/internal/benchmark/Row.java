package dev.weft.cluster.internal.benchmark;

import java.util.List;

/**
 * One line of the benchmark.
 *
 * @param name Ray's name for it, where Ray has it
 * @param unit what is counted
 * @param operations how many of these a run of the body is
 * @param isOnce whether one run is a measure by itself, too long to be repeated
 * @param body does them
 * @param floors what to compare with
 */
record Row(
    String name, String unit, double operations, boolean isOnce, Body body, List<Floor> floors) {

  Row {
    floors = List.copyOf(floors);
  }

  /** A row that is repeated for as long as the user says. */
  static Row of(String name, String unit, double operations, Body body, Floor... floors) {
    return new Row(name, unit, operations, false, body, List.of(floors));
  }

  /** A row whose body runs once for each measure. */
  static Row once(String name, String unit, double operations, Body body, Floor... floors) {
    return new Row(name, unit, operations, true, body, List.of(floors));
  }
}
