package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.agent.report.CallReport;
import org.junit.jupiter.api.Test;

/** Calls that an actor makes to itself, by whatever reference, and null receivers. */
class ActorSelfCallTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldRunCallsOfTheLiveInstanceInPlace() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n;
              class Inner { void twice() { add(2); A.this.add(3); } }
              int work() {
                A self = this;
                self.add(1);
                new Inner().twice();
                Runnable r = () -> add(4);
                r.run();
                return n; }
              void add(int x) { n += x; } }
            static Object run() { return new A().work(); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(10);
    assertThat(engine.log()).containsExactly("new A/0", "A.work/0");
  }

  @Test
  void shouldKnowItselfByTheNamesOfOtherLocals() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n;
              int work(int times) {
                A self = this, again = self;
                for (int i = 0; i < times; i++) { self.add(i); self = again; again.add(1); }
                return n; }
              int other(A given) {
                A self = this;
                for (int i = 0; i < 2; i++) { self.add(7); self = given; }
                return n; }
              void add(int x) { n += x; } }
            static Object run() { return new A().work(3) + new A().other(new A()); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(13);
    assertThat(program.weave().get("P$A").calls())
        .extracting(CallReport::method)
        .containsExactly("other");
    assertThat(engine.log()).filteredOn(call -> call.startsWith("A.add")).hasSize(1);
  }

  @Test
  void shouldRunCallsThroughAHandleOfItselfInPlace() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n; private A self;
              A me() { return this; }
              void keep(A a) { self = a; }
              int work() { self.add(5); return self.n() + n; }
              void add(int x) { if (x < 0) throw new IllegalArgumentException("negative"); n += x; }
              int n() { return n; }
              String fail() { try { self.add(-1); } catch (IllegalArgumentException e) {
                return e.getMessage(); } return null; } }
            static Object run() {
              A a = new A();
              A b = a.me();
              a.keep(b);
              return a.work() + a.fail() + b.n();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("10negative5");
    assertThat(engine.log())
        .containsExactly("new A/0", "A.me/0", "A.keep/1[0]", "A.work/0", "A.fail/0", "A.n/0");
  }

  @Test
  void shouldCallItselfAsPlainJavaDoes() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              protected long n;
              String work() {
                A self = this;
                self.add(1, 1L << 40);
                return "" + self.sum(1, 2, 3) + self.half() + self.isPositive() + self.letter()
                    + self.nothing() + self.negated(self.of(4)) + self.name() + fail(self)
                    + fail(null); }
              void add(int x, long y) { n += x + y; }
              long sum(int... xs) { for (int x : xs) n += x; return n; }
              double half() { return n / 2.0; }
              boolean isPositive() { return n > 0; }
              char letter() { return 'x'; }
              Object nothing() { return null; }
              Integer of(int x) { return x; }
              int negated(int x) { return -x; }
              private String name() { return "A" + kind(); }
              String kind() { return "plain"; }
              void fail() { throw new UnsupportedOperationException("n is " + n); }
              private static String fail(A a) {
                try { a.fail(); } catch (UnsupportedOperationException e) { return e.getMessage();
                } catch (NullPointerException e) { return "null"; }
                return "no failure"; } }
            @Remote static class B extends A {
              @Override String kind() { return "special"; }
              @Override void add(int x, long y) { n -= x + y; } }
            static Object run() { return new A().work() + new B().work(); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run());
    assertThat(engine.log()).containsExactly("new A/0", "A.work/0", "new B/0", "A.work/0");
  }

  @Test
  void shouldSendCallsToItselfThatAreToRunLater() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              int n;
              int work() { return Weft.remote(() -> add(5)).get(); }
              int add(int x) { return n += x; } }
            static Object run() { return new A().work(); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(5);
    assertThat(engine.log()).containsExactly("new A/0", "A.work/0", "A.add/1");
  }

  @Test
  void shouldThrowAtACallOfNull() {
    Program program =
        Program.of(
            """
            @Remote static class A { int n() { return 1; } }
            static Object run() {
              A a = null;
              ObjectRef<Integer> r = Weft.remote(() -> a.n());
              return r;
            }
            """);

    assertThatThrownBy(() -> program.woven().run(engine))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Cannot call \"A.n\" because the actor is null");
  }

  @Test
  void shouldGiveHandlesAwayInPlaceOfTheLiveInstance() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Other { String look(A a) { return a.kind(); } A back(A a) { return a; } }
            @Remote static class A {
              A me() { return this; }
              String give(Other o) { return o.look(this) + kind(o.back(this)); }
              String kind() { return kind(this); }
              static String kind(Object a) {
                return ((dev.weft.bridge.Actor) a).$weft$handle() == null ? "live" : "handle"; } }
            static Object run() {
              A a = new A();
              return A.kind(a) + A.kind(a.me()) + a.give(new Other());
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("handlehandlelivehandle");
  }
}
