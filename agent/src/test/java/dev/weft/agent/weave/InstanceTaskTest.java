package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTaskTest {

  private final RecordingEngine engine = new RecordingEngine();

  @ParameterizedTest
  @ValueSource(strings = {"8", "11", "17"})
  void shouldSendTheReceiverWithEveryKindOfMethod(String release) throws Throwable {
    Program program =
        Program.of(
            """
            static class Scale {
              final int factor;
              Scale(int factor) { this.factor = factor; }
              @Remote public int open(int x) { return factor * x; }
              @Remote final long fixed(long x, double y) { return (long) (factor * x * y); }
              @Remote private int hidden() { return factor; }
              @Remote protected int many(Object... xs) { return factor * xs.length; }
              @Remote <T> List<T> generic(T x) { return Collections.nCopies(factor, x); }
              @Remote synchronized void nothing() {}
              int viaThis() { return open(1) + this.hidden(); }
            }
            static Object run() {
              Scale s = new Scale(3);
              s.nothing();
              return s.open(2) + s.fixed(2L, 0.5) + s.hidden() + s.many(1, 2) + s.viaThis()
                  + String.join("", s.generic("x"));
            }
            """,
            "--release",
            release);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("24xxx");
    assertThat(engine.log())
        .containsExactly(
            "Scale.nothing/1",
            "Scale.open/2",
            "Scale.fixed/3",
            "Scale.hidden/1",
            "Scale.many/2",
            "Scale.open/2",
            "Scale.hidden/1",
            "Scale.generic/2");
  }

  @Test
  void shouldRunTheOverrideThatTheReceiverHas() throws Throwable {
    Program program =
        Program.of(
            """
            static class Base {
              @Remote String name() { return "base"; }
              String plain() { return "plain"; }
            }
            static class Derived extends Base {
              @Override String name() { return "derived of " + super.name(); }
              @Override String plain() { return super.plain(); }
            }
            static class Heir extends Derived {}
            static Object run() {
              Base base = new Derived();
              Derived derived = new Derived();
              return List.of(base.name(), derived.name(), new Heir().name(), base.plain());
            }
            """);

    assertThat(program.woven().run(engine))
        .hasToString("[derived of base, derived of base, derived of base, plain]");
    assertThat(engine.log()).containsExactly("Base.name/1", "Base.name/1", "Base.name/1");
  }

  @Test
  void shouldLetAnOverrideBeRemoteAlone() throws Throwable {
    Program program =
        Program.of(
            """
            static class Base { int f() { return 1; } }
            static class Derived extends Base { @Override @Remote(name = "d") int f() { return 2; } }
            static Object run() {
              Base base = new Derived();
              return base.f() * 10 + new Derived().f();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(22);
    assertThat(engine.log()).containsExactly("d/1");
  }

  @Test
  void shouldThrowAtTheCallWhenTheReceiverIsNull() {
    Program program =
        Program.of(
            """
            @Remote int f() { return 1; }
            static Object run() { P p = null; return Weft.remote(() -> p.f()); }
            """);

    assertThatThrownBy(() -> program.woven().run(engine))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Cannot call P.f because its receiver is null");
    assertThat(engine.log()).isEmpty();
  }

  @Test
  void shouldTakeInstanceTasksInRemoteLambdas() throws Throwable {
    Program program =
        Program.of(
            """
            final int n;
            P(int n) { this.n = n; }
            @Remote long times(long a, int b) { return n * a * b; }
            @Remote int n() { return n; }
            ObjectRef<Long> own() { return Weft.remote(() -> times(1L, n())); }
            static Object run() {
              P p = new P(2);
              ObjectRef<Integer> three = Weft.put(3);
              ObjectRef<Long> a = Weft.remote(() -> p.times(5L, three.get()));
              ObjectRef<Long> b =
                  Weft.options().name("b").remote(() -> p.times(p.times(1L, 1), new P(4).n()));
              ObjectRef<Integer> c = Weft.remote(p::n);
              return a.get() + b.get() + c.get() + p.own().get();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(52L);
    assertThat(engine.log())
        .containsExactly(
            "P.times/3[2]",
            "P.times/3",
            "P.n/1",
            "P.times/3[1, 2] name=b",
            "P.n/1",
            "P.n/1",
            "P.times/3[2]");
  }

  @Test
  void shouldWarnOfWhatACopyChanges() {
    Program program =
        Program.of(
            """
            class Inner { @Remote int f() { return P.this.hashCode(); } }
            static class Locked { @Remote synchronized int f() { return 1; } }
            static class Text {
              @Remote @Override public String toString() { return "t"; }
              @Remote native int n();
            }
            """);

    assertThat(program.messages().stream().map(Object::toString).sorted())
        .containsExactly(
            "P$Inner.f(P.java:5): The receiver of this task goes along by value, and with it the"
                + " instance of P around it. Make the class static, or see to it that the outer"
                + " instance may travel.",
            "P$Locked.f(P.java:6): This task is synchronized: it locks the copy of its object that"
                + " it runs on, which no other call has. Take synchronized away, or make the class"
                + " an actor.",
            "P$Text.n: A native method cannot be remote: its library does not travel. Annotate a"
                + " method that calls it.",
            "P$Text.toString(P.java:8): @Remote has no effect here: equals, hashCode, toString,"
                + " finalize and clone are never remote, since collections, logs and the JVM call"
                + " them. Annotate another method, and call it.");
  }

  @Test
  void shouldWarnOfMethodReferences() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote int f(int x) { return x; }
            static Object run() { return List.of(1, 2).stream().map(new P()::f).toList(); }
            """);

    assertThat(program.woven().run(engine)).hasToString("[1, 2]");
    assertThat(engine.log()).isEmpty();
    assertThat(program.messages()).singleElement().asString().contains("reference to the task f");
  }

  @Test
  void shouldLeaveMethodsOfActorsToTheActor() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Counter {
              private int n;
              @Remote int next() { return ++n; }
              int twice() { next(); return next(); }
            }
            static Object run() { Counter c = new Counter(); return c.next() + c.twice() * 10; }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(31);
    assertThat(engine.log()).containsExactly("new Counter/0", "Counter.next/0", "Counter.twice/0");
  }
}
