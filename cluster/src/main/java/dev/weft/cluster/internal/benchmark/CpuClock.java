package dev.weft.cluster.internal.benchmark;

import java.time.Duration;
import java.util.List;

/** The CPU time that this process and the members have had; in steps of 10 ms on Linux. */
final class CpuClock {

  private final List<ProcessHandle> processes;

  CpuClock(List<ProcessHandle> processes) {
    this.processes = List.copyOf(processes);
  }

  long nanos() {
    long sum = 0;
    for (ProcessHandle process : processes) {
      sum += process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
    return sum;
  }
}
