package dev.weft.cluster.internal.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the benchmark.
 *
 * @param name Ray's name for it, where Ray has it
 * @param unit what is counted
 * @param operations how many of these a run of the body is
 * @param isOnce whether one run is a measure by itself, too long to be repeated
 * @param body does them
 * @param floors what to compare with
 * @param heap measures how much heap an operation takes; null where that is of no interest
 */
record Row(
    String name,
    String unit,
    double operations,
    boolean isOnce,
    Body body,
    List<Floor> floors,
    @Nullable Heap heap) {

  Row {
    floors = List.copyOf(floors);
  }

  /** A row that is compared with nothing. */
  static Row of(String name, String unit, double operations, Body body) {
    return of(name, unit, operations, body, List.of());
  }

  /** A row that is repeated for as long as the user says. */
  static Row of(String name, String unit, double operations, Body body, List<Floor> floors) {
    return new Row(name, unit, operations, false, body, floors, null);
  }

  /** A row whose body runs once, cold. */
  static Row once(String name, String unit, double operations, Body body, List<Floor> floors) {
    return new Row(name, unit, operations, true, body, floors, null);
  }

  /** The same, and how much heap is taken too. */
  Row with(Heap measure) {
    return new Row(name, unit, operations, isOnce, body, floors, measure);
  }

  /** Measures heap. */
  @FunctionalInterface
  interface Heap {
    double bytesPerOperation() throws Exception;
  }
}
