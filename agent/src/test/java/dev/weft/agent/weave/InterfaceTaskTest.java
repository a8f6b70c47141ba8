package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an annotation on a method covers beyond that method. */
class InterfaceTaskTest {

  private final RecordingEngine engine = new RecordingEngine();

  @ParameterizedTest
  @ValueSource(strings = {"8", "17"})
  void shouldCoverImplementations(String release) throws Throwable {
    Program program =
        Program.of(
            """
            interface Pricing {
              @Remote(name = "price") int price(int x);
              @Remote default int twice(int x) { return price(x) * 2; }
              int plain();
            }
            static class Simple implements Pricing {
              public int price(int x) { return x + 1; }
              public int plain() { return 7; }
            }
            static class Heir extends Simple {
              @Override public int price(int x) { return super.price(x) + 10; }
            }
            static Object run() {
              Pricing p = new Simple();
              Pricing q = new Heir();
              return Arrays.asList(p.price(1), q.price(1),
                  new Simple().price(2), new Heir().price(2), q.twice(3), p.plain());
            }
            """,
            "--release",
            release);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[2, 12, 3, 13, 28, 7]");
    assertThat(engine.log())
        .containsExactly("price/2", "price/2", "price/2", "price/2", "Pricing.twice/2", "price/2");
  }

  @Test
  void shouldCoverThroughBridges() throws Throwable {
    Program program =
        Program.of(
            """
            interface Job<T> { @Remote(name = "job", retries = 0) T run(T x); }
            static class Text implements Job<String> {
              public String run(String x) { return "text " + x; }
              public String run(Integer x) { return "number " + x; }
            }
            static abstract class Mid<N extends Number> implements Job<N> {
              public abstract N run(N x);
            }
            static class Leaf extends Mid<Integer> {
              public Integer run(Integer x) { return x + 1; }
            }
            static <J extends Job<String>> String any(J job) { return job.run("any"); }
            static Object run() {
              Job<String> job = new Text();
              Mid<Integer> mid = new Leaf();
              return List.of(job.run("a"), new Text().run("b"), new Text().run(1),
                  any(new Text()), mid.run(1), new Leaf().run(2));
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[text a, text b, number 1, text any, 2, 3]");
    assertThat(engine.log()).containsExactly("job/2", "job/2", "job/2", "job/2", "job/2");
  }

  @Test
  void shouldCoverInheritedImplementationsAndCovariantResults() throws Throwable {
    Program program =
        Program.of(
            """
            static class Base { public int price(int x) { return x; } }
            interface Pricing { @Remote int price(int x); }
            static class Both extends Base implements Pricing {}
            static class Source { @Remote Object make() { return "source"; } }
            static class Narrow extends Source { @Override String make() { return "narrow"; } }
            enum Op implements Pricing {
              ADD { public int price(int x) { return x + 1; } },
              NEG { public int price(int x) { return -x; } }
            }
            record Point(int x) { @Remote int twice() { return 2 * x; } }
            static Object run() {
              Source s = new Narrow();
              return List.of(new Both().price(3), new Base().price(4), s.make(),
                  new Narrow().make(), Op.NEG.price(5), new Point(6).twice());
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[3, 4, narrow, narrow, -5, 12]");
    assertThat(engine.log())
        .containsExactly(
            "Pricing.price/2",
            "Source.make/1",
            "Narrow.make/1",
            "Pricing.price/2",
            "Point.twice/1");
  }

  @Test
  void shouldLeaveCallsThroughTypesAboveTheAnnotationPlain() throws Throwable {
    Program program =
        Program.of(
            """
            interface Task extends Callable<String> { @Override @Remote String call(); }
            static Object run() throws Exception {
              Task task = () -> "x";
              Callable<String> plain = task;
              return plain.call() + task.call();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("xx");
    assertThat(engine.log()).containsExactly("Task.call/1");
  }

  @Test
  void shouldWarnOfReceiversThatTakeTheirOuterInstanceAlong() {
    Program program =
        Program.of(
            """
            interface Rule { @Remote int apply(int x); }
            int n;
            Rule capturing() { return new Rule() { public int apply(int x) { return n + x; } }; }
            Rule free() { return x -> x; }
            """);

    assertThat(program.messages())
        .singleElement()
        .asString()
        .startsWith("P$1.apply(P.java:7): The receiver of this task goes along by value, and with");
  }

  @Test
  void shouldNotTakeNamesakesForOverrides() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "a.Base",
                """
                package a;
                public class Base {
                  @dev.weft.Remote int own() { return 1; }
                  @dev.weft.Remote private int hidden() { return 2; }
                  @dev.weft.Remote public static int fixed() { return 3; }
                }
                """,
                "P",
                """
                public class P extends a.Base {
                  int own() { return 10; }
                  int hidden() { return 20; }
                  public static int fixed() { return 30; }
                  static Object run() { P p = new P(); return p.own() + p.hidden() + fixed(); }
                }
                """));

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(60);
    assertThat(engine.log()).isEmpty();
  }

  @Test
  void shouldKeepPrivateAndStaticInterfaceMethodsTasks() throws Throwable {
    Program program =
        Program.of(
            """
            interface Mixed {
              @Remote private int hidden(int x) { return x + 1; }
              @Remote static int open(int x) { return x + 2; }
              default int both(int x) { return hidden(x) + open(x); }
            }
            static Object run() { return new Mixed() {}.both(1); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(5);
    assertThat(engine.log()).containsExactly("Mixed.hidden/2", "Mixed.open/1");
  }

  @Test
  void shouldSendTheCallToAnActorThatTurnsUpAsReceiver() throws Throwable {
    Program program =
        Program.of(
            """
            interface Counting<T> {
              @Remote int add(int x);
              @Remote int put(T x);
              @Remote default int twice(int x) { return add(x) + add(x); }
            }
            @Remote static class Counter implements Counting<String> {
              private int n;
              public int add(int x) { return n += x; }
              public int put(String x) { return n += x.length(); }
              int viaThis() { Counting<String> self = this; return self.add(100); }
            }
            static Object run() {
              Counting<String> c = new Counter();
              ObjectRef<Integer> three = Weft.put(3);
              ObjectRef<Integer> four = Weft.remote(() -> c.add(three.get()));
              return List.of(c.add(1), four.get(), c.put("ab"), c.twice(10),
                  ((Counter) c).viaThis());
            }
            """);

    Object woven = program.woven().run(engine);

    assertThat(woven).hasToString("[4, 3, 6, 42, 126]");
    assertThat(engine.log())
        .containsExactly(
            "new Counter/0",
            "Counter.add/1[0]",
            "Counter.add/1",
            "Counter.put/1",
            "Counter.twice/1",
            "Counter.viaThis/0");
  }
}
