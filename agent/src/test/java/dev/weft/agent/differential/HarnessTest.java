package dev.weft.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Plants wrong behaviour, to see that the comparison finds it. */
class HarnessTest {

  private static final String HEAD =
      """
      package cases;
      import static cases.Tasks.*;
      import static dev.weft.agent.differential.Trace.*;
      import dev.weft.*;
      import java.util.*;
      public class P {
      """;

  @Test
  void shouldFindAnotherResult() {
    assertThat(differences("return train(1);", "return train(2);"))
        .anySatisfy(
            d -> assertThat(d).contains("plain returned Double 1.5, woven returned Double 3.0"));
  }

  @Test
  void shouldFindAnotherException() {
    assertThat(differences("return train(-1);", "return train(-2);"))
        .anySatisfy(d -> assertThat(d).contains("threw").contains("train -2"));
  }

  @Test
  void shouldFindSideEffectsInAnotherOrder() {
    assertThat(
            differences(
                "trace(1); trace(2); return train(1);", "trace(2); trace(1); return train(1);"))
        .anySatisfy(d -> assertThat(d).contains("trace:"));
  }

  @Test
  void shouldFindAHandlerThatSawTooLateALocal() {
    assertThat(
            differences(
                "int n = 1; try { train(-1); n = 2; } catch (RuntimeException e) { trace(n); }"
                    + " return 0;",
                "int n = 1; try { n = 2; train(-1); } catch (RuntimeException e) { trace(n); }"
                    + " return 0;"))
        .anySatisfy(d -> assertThat(d).contains("trace not all"));
  }

  @Test
  void shouldAllowCodeToRunAheadOfAFailureOnly() {
    assertThat(differences("return train(-1);", "int n = traced(1); return train(-1);")).isEmpty();
    assertThat(differences("return train(1);", "int n = traced(1); return train(1);")).isNotEmpty();
  }

  @Test
  void shouldFindALostFailure() {
    assertThat(
            differences(
                "train(1); train(2); return 1;",
                "Weft.remote(() -> train(1)); train(2); return 1;"))
        .anySatisfy(d -> assertThat(d).contains("failure of call 1: plain threw"));
  }

  @Test
  void shouldFindACallThatNobodyJoins() {
    assertThat(
            differences(
                "train(1); return 1;",
                "ObjectRef<Double> r = Weft.remote(() -> train(1)); return 1;"))
        .anySatisfy(
            d -> assertThat(d).contains("1 calls were not over when the program had ended"));
  }

  @Test
  void shouldFindAMissingCall() {
    assertThat(differences("train(1); return 1;", "return 1;"))
        .anySatisfy(d -> assertThat(d).contains("calls:"));
  }

  @Test
  void shouldCountCallsInFlight() {
    assertThat(
            scenario(
                    "return 0;",
                    "var a = Weft.remote(() -> train(1)); var b = Weft.remote(() -> train(2));"
                        + " a.get(); var c = Weft.remote(() -> train(3)); return b.get() + c.get();")
                .mostInFlight())
        .isEqualTo(2);
  }

  @Test
  void shouldFindAWaitThatWouldNeverEnd() {
    TestEngine engine = new DeferredEngine(Order.lazy(), Failing.NONE);
    String members =
        "@Remote static class A { int call(A self) { return self.other(); }"
            + " int other() { return 1; } }\n";
    String body = "A a = new A(); return Weft.remote(() -> a.call(a)).get();";

    run(compile(members, body).woven()).with(engine);

    assertThat(engine.problems()).containsExactly("Waiting for A.other would never end.");
  }

  @Test
  void shouldRunCallsInTheOrderOfEachEngine() {
    String body =
        "Order o = new Order(); var a = Weft.remote(() -> o.mark(1));"
            + "Order p = new Order(); var b = Weft.remote(() -> p.mark(2));"
            + "a.get(); b.get(); return new ArrayList<>(Order.MARKS);";
    String members =
        "@Remote static class Order { static final List<Integer> MARKS = new ArrayList<>();"
            + " int mark(int x) { MARKS.add(x); return x; } }\n";
    ProgramClasses woven = compile(members, body).woven();

    assertThat(ending(woven, Order.inline())).endsWith("[Integer 1, Integer 2]");
    assertThat(ending(woven, Order.lazy())).endsWith("[Integer 1, Integer 2]");
    assertThat(ending(woven, Order.reversed())).endsWith("[Integer 2, Integer 1]");
  }

  @Test
  void shouldKeepTheOrderOfCallsToOneActorUnderEachEngine() {
    String body =
        "Log log = new Log(); List<ObjectRef<String>> refs = new ArrayList<>();"
            + "for (int i = 0; i < 20; i++) { int n = i; refs.add(Weft.remote(() -> log.add(n))); }"
            + "String last = \"\"; for (int i = 19; i >= 0; i--) last = refs.get(i).get();"
            + "return refs.get(19).get();";
    String members =
        "@Remote static class Log { private String all = \"\";"
            + " String add(int x) { return all += x; } }\n";
    ProgramClasses classes = compile(members, body);

    assertThat(differences(classes, classes)).isEmpty();
  }

  @Test
  void shouldRunCallsOfThePoolSideBySide() {
    String members =
        "static final java.util.concurrent.CyclicBarrier MEET ="
            + " new java.util.concurrent.CyclicBarrier(2);"
            + "@Remote static int meet(int x) throws Exception {"
            + " MEET.await(10, java.util.concurrent.TimeUnit.SECONDS); return x; }\n";
    String body =
        "var a = Weft.remote(() -> meet(1)); var b = Weft.remote(() -> meet(2));"
            + " return a.get() + b.get();";

    assertThat(run(compile(members, body).woven()).with(new PoolEngine(1, Failing.NONE)).outcome())
        .isEqualTo("returned Integer 3");
  }

  @Test
  void shouldCopyArgumentsWhenACallIsMade() {
    String body =
        "List<Double> xs = new ArrayList<>(List.of(1.0)); var a = Weft.remote(() -> total(xs));"
            + " xs.add(5.0); return a.get();";

    assertThat(ending(compile("", body).woven(), Order.lazy())).isEqualTo("returned Double 1.0");
  }

  private static String ending(ProgramClasses woven, Order order) {
    return run(woven).with(new DeferredEngine(order, Failing.NONE)).outcome();
  }

  private static List<String> differences(String plain, String woven) {
    return scenario(plain, woven).compareUnder(ENGINES);
  }

  private static List<String> differences(ProgramClasses plain, ProgramClasses woven) {
    return new Scenario(run(plain.counted()), run(woven.woven()), true, false)
        .compareUnder(ENGINES);
  }

  /** One program as the plain one, and another as what the weaver is said to have made of it. */
  private static Scenario scenario(String plain, String woven) {
    return new Scenario(
        run(compile("", plain).counted()), run(compile("", woven).woven()), true, false);
  }

  private static final List<Function<Failing, TestEngine>> ENGINES =
      List.of(
          failing -> new DeferredEngine(Order.inline(), failing),
          failing -> new DeferredEngine(Order.lazy(), failing),
          failing -> new DeferredEngine(Order.reversed(), failing),
          failing -> new DeferredEngine(Order.shuffled(1), failing),
          failing -> new PoolEngine(1, failing));

  private static Run run(ProgramClasses classes) {
    return new Run(classes.loader(), "cases.P");
  }

  private static ProgramClasses compile(String members, String body) {
    Map<String, String> sources = new TreeMap<>(Case.sources(List.of()));
    sources.put(
        "cases.P", HEAD + members + "static Object run() throws Exception {\n" + body + "\n}\n}\n");
    return new ProgramClasses(Compilers.javac().compile(sources, 17));
  }
}
