package dev.weft.agent.torture;

import dev.weft.bridge.Engines;
import dev.weft.internal.inline.InlineEngine;
import dev.weft.spi.Engine;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of a library, first as it is, then woven under each engine, and reports the tests
 * that no longer pass: the main program of a JVM of its own, for tests change what is the JVM's.
 */
final class LibraryRun {

  /** Begins what is said of a test that no longer passes. */
  static final String DIFFERENCE = "differs: ";

  /** The last line of a report. */
  static final String END = "end";

  /** The share of the tests that passes unwoven at least; some need what is not at hand here. */
  private static final double LEAST_PASSED = 0.98;

  private static final int LEAST_TESTS = 500;

  private static final Pattern CLASS = Pattern.compile("\\[class:([^]]*)]");

  private final TestedLibrary library;
  private final LibraryExceptions exceptions;
  private final Predicate<String> tests;
  private final PrintStream report;
  private Map<String, String> plain = Map.of();

  private LibraryRun(TestedLibrary library, boolean isWhole, PrintStream report) throws Exception {
    this.library = library;
    this.exceptions = LibraryExceptions.of(library);
    this.tests = library.tests(isWhole);
    this.report = report;
  }

  /**
   * Runs everything, and ends the JVM.
   *
   * @param args the library, whether all its tests are run, the file of the report, the seed, and
   *     which methods are remote: each n-th
   */
  @SuppressWarnings("CatchingUnchecked") // the JVM must end, whatever it ends by
  public static void main(String[] args) {
    int status = 0;
    try {
      run(args);
    } catch (Throwable e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status); // tests may leave threads behind
  }

  private static void run(String[] args) throws Exception {
    try (PrintStream report = new PrintStream(args[2], StandardCharsets.UTF_8)) {
      LibraryRun run =
          new LibraryRun(TestedLibrary.of(args[0]), Boolean.parseBoolean(args[1]), report);
      run.plain();
      for (int i = 4; i < args.length; i++) {
        run.woven(Integer.parseInt(args[i]), Long.parseLong(args[3]));
      }
      report.println(END);
    }
  }

  private void plain() throws Exception {
    LibraryTests results = run("plain", library.withTests(library.classes()), null);
    plain = results.endings();
    report.println("  slowest: " + String.join(", ", results.slowest(8)));
    if (results.passed() < LEAST_PASSED * plain.size() || plain.size() < LEAST_TESTS) {
      report.println(DIFFERENCE + "too few tests pass unwoven for this to prove anything");
    }
  }

  private void woven(int every, long seed) throws Exception {
    Library inOrder = weave("every " + every, Annotator.tasks(every));
    compare("every " + every + ", inline", inOrder, new InlineEngine());
    Library anyOrder = weave("every " + every, Annotator.orderedTasks(every, exceptions.ordered()));
    for (Lateness lateness : List.of(Lateness.reversed(), Lateness.random(seed))) {
      compare("every " + every + ", " + lateness, anyOrder, new LateEngine(lateness));
    }
  }

  private Library weave(String name, Annotator annotator) throws Exception {
    Library main = library.classes();
    WovenLibrary woven =
        WovenLibrary.of(
            library.withTests(annotator.annotate(main)),
            type -> main.classes().containsKey(type) || tests.test(type));
    report.printf(
        Locale.ROOT,
        "%s: %d tasks, %d of them awaited in place; %s%n",
        name,
        annotator.methods(),
        annotator.ordered(),
        woven.figures());
    woven.failures().forEach((type, e) -> report.println(DIFFERENCE + type + ": " + e));
    return woven.library();
  }

  private void compare(String name, Library woven, Engine engine) {
    Map<String, String> endings = run(name, woven, engine).endings();
    if (engine instanceof LateEngine lateEngine && !lateEngine.wasLate()) {
      report.println(DIFFERENCE + name + ": no call was late");
    }
    Set<String> suspects = new TreeSet<>();
    plain.forEach(
        (test, ending) -> {
          if (isWorse(ending, endings.get(test)) && !exceptions.isDifferent(test)) {
            suspects.add(test);
          }
        });
    if (suspects.isEmpty()) {
      return;
    }
    // Some depend on the time, and the machine may be busy.
    Set<String> types = new TreeSet<>();
    suspects.forEach(test -> types.add(classOf(test)));
    Map<String, String> again = run(name + " again", woven, engine, types::contains).endings();
    for (String test : suspects) {
      boolean isUnsteady = !isWorse(LibraryTests.PASSED, again.get(test));
      report.println(
          (isUnsteady ? "  passes when run again: " : DIFFERENCE)
              + name
              + ": "
              + test
              + "\n  "
              + endings.get(test));
    }
  }

  private static boolean isWorse(String plain, @Nullable String woven) {
    return plain.equals(LibraryTests.PASSED) && !LibraryTests.PASSED.equals(woven);
  }

  private static String classOf(String test) {
    Matcher matcher = CLASS.matcher(test);
    return matcher.find() ? matcher.group(1) : test;
  }

  private LibraryTests run(String name, Library classes, @Nullable Engine engine) {
    return run(name, classes, engine, tests);
  }

  private LibraryTests run(
      String name, Library classes, @Nullable Engine engine, Predicate<String> isWanted) {
    long start = System.nanoTime();
    LibraryTests results;
    if (engine == null) {
      results = LibraryTests.run(classes, isWanted);
    } else {
      Engines.adopt(engine);
      try {
        results = LibraryTests.run(classes, isWanted);
      } finally {
        Engines.stop();
      }
    }
    report.printf(
        Locale.ROOT,
        "%s: %d of %d passed in %.1f s%s%n",
        name,
        results.passed(),
        results.endings().size(),
        (System.nanoTime() - start) / 1e9,
        engine instanceof LateEngine late ? "; " + late.figures() : "");
    report.flush();
    return results;
  }
}
