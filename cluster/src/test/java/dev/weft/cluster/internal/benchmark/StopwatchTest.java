package dev.weft.cluster.internal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopwatchTest {

  private final AtomicInteger bodies = new AtomicInteger();

  @Test
  void shouldCountOperationsAndNotBodies() throws Exception {
    Stopwatch watch = watch(1_000, 2);

    watch.run(0);
    watch.run(0);
    Figures figures = watch.figures();

    assertThat(bodies).hasValue(2);
    assertThat(figures.operationMicros()).isEqualTo(figures.p50Micros() / 1_000);
    assertThat(figures.rate()).isPositive();
    assertThat(figures.p99Micros()).isGreaterThanOrEqualTo(figures.p50Micros());
  }

  @Test
  void shouldForgetTheWarmUp() throws Exception {
    Stopwatch watch = watch(1, 1);

    watch.warmUp(0);
    watch.run(0);

    assertThat(bodies).hasValue(2);
    assertThat(watch.figures().deviation()).isZero();
  }

  @Test
  void shouldRunForAsLongAsItIsTold() throws Exception {
    Stopwatch watch = watch(1, 1);
    long start = System.nanoTime();

    watch.run(5_000_000);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    assertThat(bodies.get()).isGreaterThan(1);
  }

  private Stopwatch watch(double operations, int runs) {
    CpuClock cpu = new CpuClock(List.of(ProcessHandle.current()));
    return new Stopwatch(operations, bodies::incrementAndGet, cpu, runs);
  }
}
