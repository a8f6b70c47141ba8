package dev.weft.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs each case as plain Java and woven: by each compiler, under each engine, without a failure
 * and with each of its calls failing.
 */
class CorpusTest {

  private static final List<String> THEMES =
      List.of("flow", "regions", "fresh", "refs", "actors", "methods");

  private static final List<Function<Failing, TestEngine>> ENGINES =
      List.of(
          failing -> new DeferredEngine(Order.inline(), failing),
          failing -> new DeferredEngine(Order.lazy(), failing),
          failing -> new DeferredEngine(Order.reversed(), failing),
          failing -> new DeferredEngine(Order.shuffled(1), failing),
          failing -> new DeferredEngine(Order.shuffled(2), failing),
          failing -> new PoolEngine(3, failing));

  @TestFactory
  Stream<DynamicNode> cases() {
    List<Case> cases = THEMES.stream().flatMap(theme -> Case.of(theme).stream()).toList();
    return Compilers.all().stream()
        .map(compiler -> dynamicContainer(compiler.toString(), tests(compiler, cases)));
  }

  private static Stream<DynamicTest> tests(SourceCompiler compiler, List<Case> cases) {
    Map<Integer, List<Case>> byRelease = new TreeMap<>();
    cases.stream()
        .filter(c -> c.release() <= compiler.release())
        .forEach(c -> byRelease.computeIfAbsent(c.release(), r -> new ArrayList<>()).add(c));
    Map<DynamicTest, Integer> tests = new LinkedHashMap<>();
    byRelease.forEach(
        (release, some) -> {
          ProgramClasses classes =
              new ProgramClasses(compiler.compile(Case.sources(some), release));
          ProgramClasses counted = classes.counted();
          ProgramClasses woven = classes.woven();
          some.forEach(
              c -> tests.put(dynamicTest(c.toString(), () -> check(c, counted, woven)), release));
        });
    return tests.keySet().stream();
  }

  private static void check(Case c, ProgramClasses counted, ProgramClasses woven) {
    assertThat(woven.problems(Case.TASKS)).isEmpty();
    assertThat(woven.problems(c.main())).as("%s%n%s", c, c.source()).isEmpty();
    assertThat(woven.findings(c.main())).as("%s", c).isEmpty();
    Scenario scenario =
        new Scenario(
            new Run(counted.loader(), c.main()),
            new Run(woven.loader(), c.main()),
            !c.hasLocalCalls(),
            c.leavesCalls());

    List<String> differences = scenario.compareUnder(ENGINES);
    int mostInFlight = scenario.mostInFlight();
    if (mostInFlight != c.inFlight()) {
      differences.add(mostInFlight + " calls in flight at most, not " + c.inFlight());
    }

    assertThat(differences).as("%s%n%s", c, c.source()).isEmpty();
  }
}
