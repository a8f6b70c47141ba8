package dev.weft.cluster.internal.benchmark;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Measures one body in several runs, and sums up. */
final class Stopwatch {

  private static final int DIGITS = 3;

  private final double operations;
  private final Body body;
  private final CpuClock cpu;
  private final Histogram times = new Histogram(DIGITS);
  private final double[] rates;
  private int runs;
  private long cpuNanos;
  private double done;

  Stopwatch(double operations, Body body, CpuClock cpu, int runs) {
    this.operations = operations;
    this.body = body;
    this.cpu = cpu;
    this.rates = new double[runs];
  }

  /** Runs the body until so much time has passed, at least once, and forgets it. */
  void warmUp(long nanos) throws Exception {
    long start = System.nanoTime();
    do {
      body.run();
    } while (System.nanoTime() - start < nanos);
  }

  /** One run of the measurement: the body for at least so long, at least once. */
  void run(long nanos) throws Exception {
    long cpuBefore = cpu.nanos();
    long start = System.nanoTime();
    long now = start;
    double operationsHere = 0;
    do {
      long before = now;
      body.run();
      now = System.nanoTime();
      times.recordValue(now - before);
      operationsHere += operations;
    } while (now - start < nanos);
    cpuNanos += cpu.nanos() - cpuBefore;
    rates[runs++] = operationsHere * 1e9 / (now - start);
    done += operationsHere;
  }

  Figures figures() {
    double sum = 0;
    for (int i = 0; i < runs; i++) {
      sum += rates[i];
    }
    double mean = sum / runs;
    double squares = 0;
    for (int i = 0; i < runs; i++) {
      squares += (rates[i] - mean) * (rates[i] - mean);
    }
    return new Figures(
        median(),
        Math.sqrt(squares / runs),
        times.getValueAtPercentile(50) / 1e3 / operations,
        times.getValueAtPercentile(50) / 1e3,
        times.getValueAtPercentile(99) / 1e3,
        cpuNanos / 1e3 / done);
  }

  private double median() {
    double[] sorted = Arrays.copyOf(rates, runs);
    Arrays.sort(sorted);
    return (sorted[(runs - 1) / 2] + sorted[runs / 2]) / 2;
  }
}
