package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The methods that every object has, its monitor, and what the class's statics are. */
class ActorIdentityTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldRefuseToCloneHandles() {
    Program program =
        Program.of(
            """
            @Remote static class A implements Cloneable { int n;
              @Override public A clone() { try { return (A) super.clone(); }
                catch (CloneNotSupportedException e) { throw new AssertionError(e); } } }
            static Object run() { return new A().clone(); }
            """);

    assertThatThrownBy(() -> program.woven().run(engine))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("is an actor and cannot be cloned.");
    assertThat(engine.log()).containsExactly("new A/0");
    assertThat(program.messages())
        .singleElement()
        .asString()
        .startsWith("P$A.clone(P.java:6): A handle cannot be cloned");
  }

  @Test
  void shouldKeepInheritedClonesAndFinalizersFromHandles() throws Throwable {
    Program program =
        Program.of(
            """
            static int finalized;
            static class Plain implements Cloneable {
              @Override public Object clone() { return "copy"; }
              @Override protected void finalize() { finalized++; }
              protected void end() { finalize(); } }
            @Remote static class A extends Plain { void finish() { finalize(); }
              Object copy() { return clone(); } }
            static Object run() throws Throwable {
              A a = new A();
              a.finalize();
              int before = finalized;
              a.finish(); a.end();
              try { a.clone(); } catch (UnsupportedOperationException e) {
                return before + " " + finalized + a.copy(); }
              return null;
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("0 2copy");
  }

  @Test
  void shouldWarnOfStaticFieldsThatChange() {
    Program program =
        Program.of(
            """
            static int outer;
            @Remote static class A {
              static final List<String> LOG = new ArrayList<>(); static final int MAX = 3;
              static int count; private int n = MAX;
              static int all() { return count; }
              void add() { count++; LOG.add("x"); outer++; assert n > 0; }
              static class Builder { int n; A build() { count++; return new A(); } }
              static Builder builder() { return new Builder(); } }
            static Object run() { new A().add(); return null; }
            """);

    assertThat(program.messages())
        .singleElement()
        .asString()
        .startsWith("P$A.add(P.java:10): The static field count is another one in each process");
  }

  @Test
  void shouldWarnOfMonitors() {
    Program program =
        Program.of(
            """
            @Remote static class A {
              void hang() throws InterruptedException { synchronized (this) { wait(); } } }
            static void meet(A a, Object o) throws Exception {
              synchronized (o) { o.notify(); }
              synchronized (a) { a.hang(); } }
            static Object run() { return null; }
            """);

    assertThat(program.messages())
        .extracting(Object::toString)
        .satisfiesExactlyInAnyOrder(
            m -> assertThat(m).startsWith("P$A.hang(P.java:6): An actor runs one call at a time"),
            m -> assertThat(m).startsWith("P.meet(P.java:9): The monitor of a handle of P$A"));
  }

  @Test
  void shouldWarnOfEqualsThatCallersDoNotSee() {
    Program program =
        Program.of(
            """
            @Remote static class A {
              @Override public boolean equals(Object o) { return true; }
              @Override public int hashCode() { return 1; } }
            static Object run() { return new A().equals(new A()); }
            """);

    assertThat(program.messages()).hasSize(2);
    assertThat(program.messages().get(0).text()).contains("handles are equal when they are of");
  }

  @Test
  void shouldRunStaticMethodsOfAnActorAsTasksOrHere() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private final int n; private A(int n) { this.n = n; }
              static A of(int n) { return new A(n); }
              @Remote static int twice(int n) { return 2 * n; }
              int n() { return twice(n); } }
            static Object run() { return A.of(3).n() + A.twice(5); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(16);
    assertThat(engine.log()).contains("new A/1", "A.n/0", "A.twice/1");
  }
}
