package dev.weft.it.figures;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How much longer an application takes that loads many classes, when the agent looks at each:
 * beside the same without an agent, and with one that does nothing. One application is generated
 * and does nothing but load its classes, so that all of the agent's share shows; in one each class
 * is woven; one loads classes of libraries and lets the JVM verify them, as an application does
 * before it runs them, once as libraries that Weft knows by their packages and once as if it did
 * not. Run by name only, since a figure is no test.
 */
class StartFigures {

  private static final int CLASSES = 10_000;
  private static final int ONE_REMOTE_OF = 200;
  private static final int REMOTE_CLASSES = 1_000;
  private static final int ROUNDS = Integer.getInteger("weft.figures.rounds", 11);

  /** In the files of Linux about processes, times are in hundredths of a second. */
  private static final long TICK_MS = 10;

  private static final Path OWN_TIMES = Path.of("/proc/self/stat");

  /** A pattern that names a class of a known library, of which Weft then knows none. */
  private static final String KNOW_NO_LIBRARY = "-Dweft.include=org.openjdk.jmh.Main#none";

  private static final String WITHOUT = "without an agent";
  private static final String IDLE = "with an idle agent";
  private static final String WEFT = "with Weft's agent";

  /** What one run, or the median of some, took; no processor time where that is not known. */
  private record Times(long wallMs, long cpuMs) {}

  @Test
  @Timeout(value = 45, unit = TimeUnit.MINUTES)
  void measure() {
    Path idle = IdleAgent.jar();
    Path generated = LargeApplication.jar(CLASSES, ONE_REMOTE_OF);
    Path remote = LargeApplication.jar(REMOTE_CLASSES, 1);
    LibraryApplication libraries = LibraryApplication.of(CLASSES);
    List<Jdk> jdks = new ArrayList<>(List.of(Jdk.current()));
    if (Jdk.current().feature() != 25) {
      Jdk.find(25).ifPresent(jdks::add);
    }
    for (Jdk jdk : jdks) {
      measure(
          CLASSES,
          "generated classes, not linked",
          idle,
          jdk,
          command -> command.classPath(generated).main(LargeApplication.MAIN));
      measure(
          REMOTE_CLASSES,
          "generated classes with a task and two calls each, not linked",
          idle,
          jdk,
          command -> command.classPath(remote).main(LargeApplication.MAIN));
      UnaryOperator<JavaCommand> linked =
          command ->
              command
                  .classPath(libraries.jars().toArray(Path[]::new))
                  .main(LibraryApplication.MAIN, libraries.names().toString());
      measure(CLASSES, "classes of libraries, linked", idle, jdk, linked);
      measure(
          CLASSES,
          "classes of libraries that Weft does not know, linked",
          idle,
          jdk,
          command -> linked.apply(command).options(KNOW_NO_LIBRARY));
    }
  }

  /** One of each in turn, so that all see the same machine. */
  private static void measure(
      int classes, String what, Path idle, Jdk jdk, UnaryOperator<JavaCommand> application) {
    JavaCommand plain = application.apply(new JavaCommand("large").on(jdk));
    Map<String, JavaCommand> commands = new LinkedHashMap<>();
    commands.put(WITHOUT, plain);
    commands.put(IDLE, plain.options("-javaagent:" + idle));
    commands.put(WEFT, plain.agent());
    Map<String, Times[]> times = new LinkedHashMap<>();
    commands.forEach((name, command) -> times.put(name, new Times[ROUNDS]));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, JavaCommand> command : commands.entrySet()) {
        times.get(command.getKey())[round] = time(command.getValue());
      }
    }
    Times base = median(times.get(WITHOUT));
    System.out.printf(Locale.ROOT, "%,d %s, %s, median of %d%n", classes, what, jdk, ROUNDS);
    times.forEach((name, taken) -> print(name, median(taken), base));
    System.out.printf(
        Locale.ROOT,
        "  Weft for each class  %.3f ms%n",
        (double) (median(times.get(WEFT)).wallMs() - median(times.get(IDLE)).wallMs()) / classes);
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
