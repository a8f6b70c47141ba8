package dev.weft.it.jmh;

import dev.weft.ObjectRef;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What lies between a call site and any engine, and back: a task in inline mode, which runs at
 * once. Each call has its engine's part on top of this.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Dweft.mode=inline")
public class Bridge {

  @Benchmark
  public byte[] call() {
    return Tasks.smallRemote().get();
  }

  @Benchmark
  public ObjectRef<byte[]> submit() {
    return Tasks.smallRemote();
  }
}
