package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.WeaveException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskWeavingTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldDispatchCallsOfStaticRemoteMethods() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int square(int x) { return x * x; }
            @Remote private static String join(String a, long b, double c, char d, boolean e) {
              return a + b + c + d + e;
            }
            @Remote static void nothing() {}
            static Object run() {
              nothing();
              return square(3) + join("a", 2L, 0.5, 'x', true) + square(square(2));
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("9a20.5xtrue16");
    assertThat(engine.log())
        .containsExactly("P.nothing/0", "P.square/1", "P.join/5", "P.square/1", "P.square/1[0]");
  }

  @Test
  void shouldDispatchRecursiveCalls() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote(name = "fib", retries = 7)
            static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
            static Object run() { return fib(5); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(5L);
    assertThat(engine.log()).hasSize(15).containsOnly("fib/1");
  }

  @Test
  void shouldTellTheEngineWhatElseTheAnnotationSays() throws Throwable {
    Program program =
        Program.of(
            """
            static class Busy extends RuntimeException {}
            @Remote(retryOn = {java.io.IOException.class, Busy.class}, timeoutMillis = 1500)
            static int f() { return 1; }
            @Remote(retryOn = {}, timeoutMillis = 0) static int g() { return 2; }
            static Object run() { return f() + g(); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(3);
    assertThat(engine.log())
        .containsExactly(
            "P.f/0 timeout=PT1.5S retryOn=[class java.io.IOException, class P$Busy]", "P.g/0");
  }

  @Test
  void shouldTellTheEngineWhatTheAnnotationAsksFor() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote(cpus = 0.5, memory = 1 << 20, resources = {"gpu=1", "license=0.25"})
            static int f() { return 1; }
            @Remote(cpus = 1, memory = 0, resources = {}) static int g() { return 2; }
            static Object run() { return f() + g(); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(3);
    assertThat(engine.log())
        .containsExactly("P.f/0 demand=cpus=0.5, gpu=1, license=0.25, memory=1m", "P.g/0");
  }

  @Test
  void shouldRefuseResourcesThatAreNone() {
    Program program =
        Program.of(
            """
            @Remote(cpus = -1) static int a() { return 1; }
            @Remote(cpus = 0.0001) static int b() { return 1; }
            @Remote(memory = -1) static int c() { return 1; }
            @Remote(resources = "gpu") static int d() { return 1; }
            @Remote(resources = {"gpu=1", "cpus=2"}) static int e() { return 1; }
            @Remote(cpus = 0, memory = 5, resources = {"gpu=0.5", "a-b.c=2"})
            static int f() { return 1; }
            """);

    assertThat(program.messages().stream().map(Object::toString).sorted())
        .hasSize(5)
        .allMatch(message -> message.contains("Give amounts of 0 or more, in steps of 0.001"))
        .anyMatch(message -> message.contains("\"cpus=2\" is no resource."));
  }

  @Test
  void shouldRefuseAPlaceForAnActor() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A { int f() { return 1; } }
            static Object run() { return Weft.options().cpus(2).actor(() -> new A()).f(); }
            """);

    assertThatThrownBy(() -> program.woven().run(engine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Resources and placement are for tasks");
  }

  @Test
  void shouldThrowTheFailureOfTheCall() {
    Program program =
        Program.of(
            """
            @Remote static void fail() throws Exception { throw new java.io.IOException("no"); }
            static Object run() throws Exception {
              try { fail(); } catch (java.io.IOException e) { throw e; }
              return null;
            }
            """);

    assertThatThrownBy(() -> program.woven().run())
        .isInstanceOf(IOException.class)
        .hasMessage("no");
  }

  @Test
  void shouldFindInheritedAndInterfaceTasks() throws Throwable {
    Program program =
        Program.of(
            """
            static class Base { @Remote static int f(Object... xs) { return xs.length; } }
            static class Derived extends Base {}
            static class Hiding extends Base { static int f(Object... xs) { return -1; } }
            interface Mixed { @Remote static int g(int x) { return x; }
                              private static int h() { return g(8); } static int i() { return h(); } }
            static Object run() {
              return List.of(Derived.f(1, 2), Hiding.f(), Mixed.g(4), Mixed.i());
            }
            """);

    assertThat(program.woven().run(engine)).hasToString("[2, -1, 4, 8]");
    assertThat(engine.log()).containsExactly("Base.f/1", "Mixed.g/1", "Mixed.g/1");
  }

  @Test
  void shouldLeaveMethodReferencesLocal() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int square(int x) { return x * x; }
            static Object run() { return List.of(1, 2).stream().map(P::square).toList(); }
            """);

    assertThat(program.woven().run(engine)).hasToString("[1, 4]");
    assertThat(engine.log()).isEmpty();
    assertThat(program.messages())
        .singleElement()
        .hasToString(
            "P.run(P.java:6): A method reference to the task square runs it here."
                + " Write a lambda that calls it. For calls that overlap, as in a stream, write one"
                + " that returns the ref: x -> Weft.remote(() -> square(x)).");
  }

  @Test
  void shouldKeepStreamsAsTheyAreAndOfferRefs() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int square(int x) { return x * x; }
            @Remote static boolean isEven(int x) { return x % 2 == 0; }
            static Object run() {
              List<Integer> plain =
                  List.of(1, 2, 3, 4).stream().filter(x -> isEven(x)).map(x -> square(x)).toList();
              List<ObjectRef<Integer>> refs =
                  List.of(1, 2).stream().map(x -> Weft.remote(() -> square(x))).toList();
              return List.of(plain, Weft.get(refs));
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[[4, 16], [1, 4]]");
    assertThat(engine.log())
        .containsExactly(
            "P.isEven/1",
            "P.isEven/1",
            "P.square/1",
            "P.isEven/1",
            "P.isEven/1",
            "P.square/1",
            "P.square/1",
            "P.square/1");
    assertThat(program.messages()).isEmpty();
  }

  @Test
  void shouldSpreadLongTables() throws Throwable {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      source.append("@Remote static int f" + i + "() { return " + i + "; }\n");
    }
    Program program = Program.of(source + "static Object run() { return f0() + f2499(); }");

    assertThat(program.woven().run(engine)).isEqualTo(2499);
    assertThat(engine.log()).containsExactly("P.f0/0", "P.f2499/0");
  }

  @Test
  void shouldWeaveOldAndNewClassFiles() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int square(int x) { return x * x; }
            @Remote static class A {
              private int n; private int next() { return ++n; } int twice() { next(); return next(); }
            }
            static Object run() { return square(3) + new A().twice() + new A().next(); }
            """,
            "--release",
            "8");

    assertThat(program.woven().run(engine)).isEqualTo(12);
    assertThat(engine.log())
        .containsExactly("P.square/1", "new A/0", "A.twice/0", "new A/0", "A.next/0");
  }

  /** The receiver is copied, and one of the copies is moved below the field's old value. */
  @Test
  void shouldWaitBeforeCopiesThatAreShuffled() throws Throwable {
    Program program =
        Program.of(
            """
            static class Box { int n; byte[] all = new byte[4]; }
            @Remote static Box make(int n) { Box box = new Box(); box.n = n; return box; }
            static Object run() {
              Box box = make(1);
              int other = 5;
              box.all[box.n++] = 7;
              return other + box.n++ + box.n + box.all[1];
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(17);
  }

  @Test
  void shouldRefuseMoreParametersThanACallCanCarry() throws Throwable {
    Program accepted = withParameters(200);
    Program refused = withParameters(201);

    assertThat(accepted.woven().run(engine)).isEqualTo(200);
    assertThat(engine.log()).containsExactly("P.last/200");
    assertThat(accepted.messages()).isEmpty();
    assertThat(refused.messages())
        .singleElement()
        .asString()
        .contains("It has too many parameters to be remote.", "Pass them as one object.");
    assertThatThrownBy(() -> refused.woven().run(new RecordingEngine()))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("too many parameters");
  }

  @Test
  void shouldThrowWhatIsWrongWithARefusedTaskWhereverItIsCalled() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote(retries = -1) static int wrong() { return 1; }
            @Remote static int right() { return 2; }
            static class Only { @Remote(cpus = -1) static int wrong() { return 3; } }
            class Inner { @Remote(timeoutMillis = -1) int wrong() { return 4; } }
            static String message(java.util.function.IntSupplier call) {
              try {
                return "" + call.getAsInt();
              } catch (dev.weft.error.WeaveException e) {
                return e.getMessage().replaceAll(":.*", "");
              }
            }
            static Object run() {
              return message(() -> wrong())
                  + message(() -> right())
                  + message(() -> Only.wrong())
                  + message(() -> new P().new Inner().wrong());
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo("P.wrong(P.java2P$Only.wrong(P.javaP$Inner.wrong(P.java");
  }

  /** A task that returns the last of so many, and a call of it. */
  private static Program withParameters(int count) throws IOException {
    List<String> parameters = IntStream.rangeClosed(1, count).mapToObj(i -> "int p" + i).toList();
    List<String> values = IntStream.rangeClosed(1, count).mapToObj(i -> "" + i).toList();
    return Program.of(
        "@Remote static int last("
            + String.join(", ", parameters)
            + ") { return p"
            + count
            + "; } static Object run() { return last("
            + String.join(", ", values)
            + "); }");
  }
}
