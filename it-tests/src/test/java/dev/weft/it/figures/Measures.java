package dev.weft.it.figures;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Medians of repeated measures. */
final class Measures {

  private Measures() {}

  /** The median of the times that single calls take, in nanoseconds. */
  static long latency(Runnable call, int calls) {
    long[] times = new long[calls];
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.run();
      times[i] = System.nanoTime() - start;
    }
    return median(times);
  }

  /** How many calls a second a run of so many calls makes. */
  static long rate(Runnable run, int calls) {
    long start = System.nanoTime();
    run.run();
    return Math.round(calls * 1e9 / (System.nanoTime() - start));
  }

  /** The median of several measures. */
  static long median(int times, LongSupplier measure) {
    long[] measures = new long[times];
    for (int i = 0; i < times; i++) {
      measures[i] = measure.getAsLong();
    }
    return median(measures);
  }

  static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
