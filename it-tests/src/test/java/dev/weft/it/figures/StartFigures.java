package dev.weft.it.figures;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How much longer an application takes that loads many classes, when the agent looks at each:
 * beside the same without an agent, and with one that does nothing. Run by name only, since a
 * figure is no test.
 */
class StartFigures {

  private static final int CLASSES = 10_000;
  private static final int ROUNDS = Integer.getInteger("weft.figures.rounds", 11);

  /** In the files of Linux about processes, times are in hundredths of a second. */
  private static final long TICK_MS = 10;

  private static final Path OWN_TIMES = Path.of("/proc/self/stat");

  private static final String WITHOUT = "without an agent";

  /** What one run, or the median of some, took; no processor time where that is not known. */
  private record Times(long wallMs, long cpuMs) {}

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void measure() {
    Path jar = LargeApplication.jar(CLASSES);
    Path idle = IdleAgent.jar();
    measure(jar, idle, Jdk.current());
    if (Jdk.current().feature() != 25) {
      Jdk.find(25).ifPresent(jdk -> measure(jar, idle, jdk));
    }
  }

  /** One of each in turn, so that all see the same machine. */
  private static void measure(Path jar, Path idle, Jdk jdk) {
    JavaCommand plain = new JavaCommand("large").on(jdk);
    Map<String, JavaCommand> commands = new LinkedHashMap<>();
    commands.put(WITHOUT, plain);
    commands.put("with an idle agent", plain.options("-javaagent:" + idle));
    commands.put("with Weft's agent", plain.agent());
    Map<String, Times[]> times = new LinkedHashMap<>();
    commands.forEach((name, command) -> times.put(name, new Times[ROUNDS]));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, JavaCommand> command : commands.entrySet()) {
        times.get(command.getKey())[round] =
            time(command.getValue().classPath(jar).main(LargeApplication.MAIN));
      }
    }
    Times base = median(times.get(WITHOUT));
    System.out.printf(
        Locale.ROOT, "an application of %,d classes, %s, median of %d%n", CLASSES, jdk, ROUNDS);
    times.forEach((name, taken) -> print(name, median(taken), base));
  }

  private static Times time(JavaCommand command) {
    long cpu = cpuOfChildren();
    long start = System.nanoTime();
    try (JavaProcess process = command.start()) {
      process.awaitSuccess();
    }
    long wall = (System.nanoTime() - start) / 1_000_000;
    return new Times(wall, cpuOfChildren() - cpu);
  }

  /** What all processes took that this one has started and that have ended; 0 if not known. */
  private static long cpuOfChildren() {
    try {
      String stat = Files.readString(OWN_TIMES);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return TICK_MS * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    } catch (IOException e) {
      return 0;
    }
  }

  private static Times median(Times[] times) {
    long[] wall = new long[times.length];
    long[] cpu = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      wall[i] = times[i].wallMs();
      cpu[i] = times[i].cpuMs();
    }
    return new Times(Measures.median(wall), Measures.median(cpu));
  }

  private static void print(String name, Times times, Times base) {
    System.out.printf(
        Locale.ROOT,
        "  %-20s %,6d ms, %4.2f times; processors %,6d ms, %4.2f times%n",
        name,
        times.wallMs(),
        (double) times.wallMs() / base.wallMs(),
        times.cpuMs(),
        (double) times.cpuMs() / Math.max(1, base.cpuMs()));
  }
}
