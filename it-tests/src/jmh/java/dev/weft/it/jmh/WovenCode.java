package dev.weft.it.jmh;

import dev.weft.it.figures.WeavingLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same code plain and woven, where nothing is called remotely: each pair should cost the same.
 *
 * <p>Both variants of a pair come from one class file. A JVM runs one of them only, so that neither
 * shapes the other's profile. Actors are created by the inline engine and reached through one call
 * of it for each {@value #TIMES} operations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"-Dweft.mode=inline", "-Xshare:auto"})
public class WovenCode {

  static final int TIMES = 10_000;

  private static final String CODE = "dev.weft.it.jmh.code";

  /** The class that is measured. */
  @Param({
    "Branch",
    "LoopBranch",
    "Recursion",
    "Rows",
    "FreshArray",
    "FreshList",
    "Tries",
    "Locks",
    "LongMethod",
    "MediumMethod",
    "RemoteLambda",
    "OwnCalls",
    "OwnFields",
    "OwnLocks",
    "OwnLambda",
    "OwnSuper",
    "OwnNested",
    "OwnAlias",
    "OwnInner"
  })
  public String work = "";

  /** As it was compiled, or woven. */
  @Param({"plain", "woven"})
  public String code = "";

  private Work measured = times -> 0;

  @Setup
  public void load() throws ReflectiveOperationException {
    ClassLoader plain = WovenCode.class.getClassLoader();
    ClassLoader loader = code.equals("woven") ? new WeavingLoader(CODE) : plain;
    measured =
        (Work)
            Class.forName(CODE + "." + work, true, loader).getDeclaredConstructor().newInstance();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long run() {
    return measured.run(TIMES);
  }
}
