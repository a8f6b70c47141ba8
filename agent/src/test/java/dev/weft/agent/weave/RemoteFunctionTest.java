package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.WeaveException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteFunctionTest {

  private static final String TASKS =
      """
      @Remote static int square(int x) { return x * x; }
      @Remote static long twice(long x) { return 2 * x; }
      @Remote static String join(String a, Object b) { return a + b; }
      @Remote static <T> T same(T x) { return x; }
      static int plain(int x) { return x; }
      static List<Integer> three() { return List.of(1, 2, 3); }
      record Item(int n) { @Remote int tripled() { return 3 * n; }
        @Remote int plus(int by) { return n + by; } }
      @Remote static class Sum { private int n; int add(int by) { return n += by; }
        List<ObjectRef<Integer>> own() { RemoteFunction<Integer, Integer> f = x -> add(x);
          try { return List.of(Weft.remote(() -> add(9))); } finally { Weft.map(three(), f).toList(); } }
        List<Integer> self() { return Weft.map(three(), x -> square(add(x))).toList(); } }
      """;

  private final RecordingEngine engine = new RecordingEngine();

  private Object run(String body) throws Throwable {
    return Program.of(TASKS + "static Object run() throws Exception {\n" + body + "\n}")
        .woven()
        .run(engine);
  }

  @Test
  void shouldMakeACallForEachItem() throws Throwable {
    assertThat(run("int y = 1; return Weft.map(three(), x -> square(x + y)).toList();"))
        .hasToString("[4, 9, 16]");
    assertThat(engine.log()).containsExactly("P.square/1", "P.square/1", "P.square/1");
  }

  @Test
  void shouldNotWaitBetweenTheCalls() throws Throwable {
    assertThat(
            run(
                """
                List<String> order = new ArrayList<>();
                Iterator<Integer> i = Weft.map(three(), x -> { order.add("call " + x); return square(x); })
                    .iterator();
                while (i.hasNext()) order.add("value " + i.next());
                return order;
                """))
        .hasToString("[call 1, call 2, call 3, value 1, value 4, value 9]");
  }

  @Test
  void shouldTakeCapturedValuesOfAllSizes() throws Throwable {
    assertThat(
            run(
                """
                long a = 1L << 40; double b = 0.5; String c = "c"; byte d = 1;
                return Weft.map(List.of("x", "y"), s -> join(s, a + b + c + d)).toList();
                """))
        .hasToString("[x1.0995116277765E12c1, y1.0995116277765E12c1]");
  }

  @Test
  void shouldTakeMethodReferences() throws Throwable {
    assertThat(
            run(
                """
                Item item = new Item(5);
                Sum sum = new Sum();
                return Weft.map(three(), P::square).toList() + " "
                    + Weft.map(List.of(3L), P::twice).toList()
                    + Weft.map(List.of(new Item(1), new Item(2)), Item::tripled).toList()
                    + Weft.map(three(), item::plus).toList()
                    + Weft.map(three(), sum::add).toList()
                    + Weft.map(List.of("s"), P::<String>same).toList()
                    + Weft.<Integer, Long>map(three(), P::twice).toList()
                    + Weft.<Character, Integer>map(List.of('a'), P::square).toList()
                    + Weft.<Character, Long>map(List.of('a'), P::twice).toList();
                """))
        .hasToString("[1, 4, 9] [6][3, 6][6, 7, 8][1, 3, 6][s][2, 4, 6][9409][194]");
    assertThat(engine.log()).hasSize(19);
  }

  @Test
  void shouldTakeOptionsBehindCapturedValues() throws Throwable {
    assertThat(
            run(
                """
                long big = 1L << 40; CallOptions o = Weft.options().retries(0).name("n");
                return o.mapUnordered(List.of(1L, 2L), x -> twice(x + big)).toList().size()
                    + " " + o.map(three().stream(), 2, x -> square(x)).toList();
                """))
        .isEqualTo("2 [1, 4, 9]");
    assertThat(engine.log()).hasSize(5).allMatch(call -> call.endsWith(" name=n retries=0"));
  }

  @Test
  void shouldBeKnownByItsTypeWhereverItStands() throws Throwable {
    assertThat(
            run(
                """
                RemoteFunction<Integer, Integer> f = x -> square(x);
                RemoteFunction<Integer, Integer> g = three().size() > 2 ? f : y -> square(y + 1);
                List<RemoteFunction<Integer, Integer>> all = List.of(f, g, z -> square(-z));
                return all.stream().map(each -> Weft.map(three(), each).toList()).toList()
                    + " " + f.apply(7);
                """))
        .isEqualTo("[[1, 4, 9], [1, 4, 9], [1, 4, 9]] 49");
  }

  @Test
  void shouldPassRefsAndGraphs() throws Throwable {
    assertThat(
            run(
                """
                ObjectRef<Object> b = Weft.put("b");
                return Weft.map(List.of("x"), s -> join(same(s), b.get())).toList();
                """))
        .hasToString("[xb]");
    assertThat(engine.log()).containsExactly("P.same/1", "P.join/2[0, 1]");
  }

  @Test
  void shouldWeaveLambdasInLambdas() throws Throwable {
    assertThat(
            run(
                """
                return Weft.map(three(), x -> same(Weft.map(three(), y -> square(y + x)).toList()))
                    .toList();
                """))
        .hasToString("[[4, 9, 16], [9, 16, 25], [16, 25, 36]]");
  }

  @Test
  void shouldCallActorsAlsoFromInside() throws Throwable {
    assertThat(
            run(
                """
                Sum sum = new Sum();
                List<Integer> sums = Weft.map(three(), x -> sum.add(x)).toList();
                return sums + " " + sum.self();
                """))
        .isEqualTo("[1, 3, 6] [49, 81, 144]");
  }

  @Test
  void shouldRefuseLambdasThatDoNotEndInARemoteCall() {
    Program program =
        Program.of(
            TASKS
                + """
                static Object run() throws Exception {
                  return Weft.map(three(), x -> plain(x)).toList();
                }
                """);

    assertThat(program.messages())
        .singleElement()
        .asString()
        .contains("P.run(P.java:")
        .contains(
            "RemoteFunction: The lambda does not end in a remote call. P.plain is not @Remote.");
    assertThatThrownBy(() -> program.woven().run(engine)).isInstanceOf(WeaveException.class);
  }

  @Test
  void shouldBeWovenInClassesThatDoNotUseTheVerbs() throws Throwable {
    String other =
        """
        import dev.weft.*;
        public class Other {
          @Remote static int half(int x) { return x / 2; }
          static RemoteFunction<Integer, Integer> good() { return x -> half(x); }
          static RemoteFunction<Integer, Integer> bad() { return x -> x / 2; }
        }
        """;
    String main =
        """
        import dev.weft.*;
        import java.util.*;
        public class P {
          static Object run() throws Exception {
            return Weft.map(List.of(2, 4), Other.good()).toList();
          }
        }
        """;
    Program program = Program.ofFiles(Map.of("P", main, "Other", other));

    assertThat(program.woven().run(engine)).hasToString("[1, 2]");
    assertThat(engine.log()).hasSize(2);
    assertThat(program.messages())
        .singleElement()
        .asString()
        .contains("Other.bad(Other.java:5): RemoteFunction: The lambda does not end in a remote");
  }

  @Test
  void shouldLeaveOtherImplementationsToTheReader() throws Throwable {
    assertThat(
            run(
                """
                class Squares implements RemoteFunction<Integer, Integer> {
                  public Integer apply(Integer x) { return square(x); }
                }
                return Weft.map(three(), new Squares()).toList();
                """))
        .hasToString("[1, 4, 9]");
  }

  @Test
  void shouldRunUnwovenAsPlainJava() throws Throwable {
    assertThat(
            Program.of(
                    TASKS
                        + """
                        static Object run() throws Exception {
                          return Weft.map(three(), x -> plain(square(x))).toList();
                        }
                        """)
                .run(engine))
        .hasToString("[1, 4, 9]");
    assertThat(engine.log()).isEmpty();
  }
}
