package dev.weft.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.differential.generate.GeneratedProgram;
import dev.weft.agent.differential.generate.ProgramGenerator;
import dev.weft.agent.differential.generate.Shrinking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Compares random programs, plain and woven. Program {@code i} of a run with seed {@code s} is the
 * first of a run with seed {@code s + i}. Without {@code weft.random.programs} it begins with seed
 * 1 and makes as many as fit into {@value #USUAL_SECONDS} seconds.
 */
class RandomProgramsTest {

  private static final int USUAL_SECONDS = 40;

  /** How many are compiled at a time. */
  private static final int BATCH = 100;

  /** How many of them are shown to ASM's checker, too; the JVM verifies all. */
  private static final int CHECKED_IN_A_BATCH = 10;

  private static final int TRIES_TO_SHRINK = 400;

  private final List<SourceCompiler> compilers = Compilers.all();
  private final int wanted = Integer.getInteger("weft.random.programs", Integer.MAX_VALUE);

  /** An ordinary build is repeatable; a campaign goes where none has been. */
  private final long seed = Long.getLong("weft.random.seed", isCampaign() ? newSeed() : 1);

  @Test
  void shouldBehaveAsPlainJava() {
    System.out.println("random programs: -Dweft.random.seed=" + seed);
    long start = System.nanoTime();
    int done = 0;
    int compiler = (int) Math.floorMod(seed / BATCH, (long) compilers.size());
    while (done < wanted && !isOver(start)) {
      int count = Math.min(BATCH, wanted - done);
      runBatch(seed + done, count, compilers.get(compiler++ % compilers.size()));
      done += count;
    }
    System.out.println("random programs: " + done + " without a difference");
  }

  private boolean isCampaign() {
    return wanted != Integer.MAX_VALUE;
  }

  private static long newSeed() {
    return System.nanoTime() & 0xFFFFFFFFL;
  }

  private boolean isOver(long start) {
    return !isCampaign() && System.nanoTime() - start > TimeUnit.SECONDS.toNanos(USUAL_SECONDS);
  }

  private static void runBatch(long firstSeed, int count, SourceCompiler compiler) {
    List<GeneratedProgram> programs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      programs.add(ProgramGenerator.generate(firstSeed + i, "R" + i));
    }
    ProgramClasses classes = compile(compiler, programs);
    ProgramClasses counted = classes.counted();
    ProgramClasses woven = classes.woven();
    ClassLoader plain = counted.loader();
    ClassLoader loader = woven.loader();
    for (int i = 0; i < count; i++) {
      GeneratedProgram program = programs.get(i);
      List<String> differences = woven.problems(program.main());
      if (differences.isEmpty() && i < CHECKED_IN_A_BATCH) {
        assertThat(woven.findings(program.main())).as("seed %d", firstSeed + i).isEmpty();
      }
      if (differences.isEmpty()) {
        differences = differences(program, plain, loader, firstSeed + i);
      }
      if (!differences.isEmpty()) {
        throw new AssertionError(report(program, firstSeed + i, compiler, differences));
      }
    }
  }

  private static List<String> differences(
      GeneratedProgram program, ClassLoader plain, ClassLoader woven, long seed) {
    try {
      Scenario scenario =
          new Scenario(new Run(plain, program.main()), new Run(woven, program.main()), true, false);
      return scenario.compareUnder(engines(seed), new Random(seed));
    } catch (LinkageError e) {
      return List.of(e.toString());
    }
  }

  private static List<Function<Failing, TestEngine>> engines(long seed) {
    return List.of(
        failing -> new DeferredEngine(Order.inline(), failing),
        failing -> new DeferredEngine(Order.lazy(), failing),
        failing -> new DeferredEngine(Order.reversed(), failing),
        failing -> new DeferredEngine(Order.shuffled(seed), failing),
        failing -> new PoolEngine(seed, failing));
  }

  private static ProgramClasses compile(SourceCompiler compiler, List<GeneratedProgram> programs) {
    Map<String, String> sources = new TreeMap<>(Case.sources(List.of()));
    programs.forEach(program -> sources.put(program.main(), program.source()));
    return new ProgramClasses(compiler.compile(sources, 17));
  }

  private static String report(
      GeneratedProgram program, long seed, SourceCompiler compiler, List<String> differences) {
    String before = program.source();
    Shrinking.shrink(program, p -> stillDiffers(p, seed, compiler), TRIES_TO_SHRINK);
    return "-Dweft.random.seed="
        + seed
        + " -Dweft.random.programs=1 ("
        + compiler
        + ")\n"
        + String.join("\n", differences)
        + "\n\nshrunk:\n"
        + String.join("\n", differencesNow(program, seed, compiler))
        + "\n"
        + program.source()
        + "\nas generated:\n"
        + before;
  }

  private static boolean stillDiffers(
      GeneratedProgram program, long seed, SourceCompiler compiler) {
    return !differencesNow(program, seed, compiler).isEmpty();
  }

  private static List<String> differencesNow(
      GeneratedProgram program, long seed, SourceCompiler compiler) {
    ProgramClasses classes;
    try {
      classes = compile(compiler, List.of(program));
    } catch (AssertionError doesNotCompile) {
      return List.of();
    }
    ProgramClasses woven = classes.woven();
    if (!woven.problems().isEmpty()) {
      return woven.problems(program.main());
    }
    return differences(program, classes.counted().loader(), woven.loader(), seed);
  }
}
