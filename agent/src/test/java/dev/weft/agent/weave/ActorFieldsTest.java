package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.agent.check.Message;
import dev.weft.error.WeaveException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields of actors, as seen from other instances and from outside. */
class ActorFieldsTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldReachFieldsOfOtherInstancesInsideTheActor() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n; private final long big; protected double[] all = {1, 2};
              A(int n, long big) { this.n = n; this.big = big; n++; this.n += 0; }
              @Override public boolean equals(Object o) { return o instanceof A a && a.n == n; }
              @Override public int hashCode() { return n; }
              boolean same(A o) { return equals(o); }
              void copy(A o) { n = o.n; o.n = 77; o.n++; all[1] = o.all[0] + o.big; }
              String text() { A self = this; self.n += 100; return n + " " + big + " " + all[1]; }
              class Inner { int twice() { n++; return 2 * A.this.n; } }
              int inner() { return new Inner().twice() + new Inner().twice(); }
              int lambda() { Runnable r = () -> n += 5; r.run(); return n; } }
            static Object run() {
              A a = new A(1, 1L << 40);
              A b = new A(3, 2);
              List<Object> seen = new ArrayList<>();
              seen.add(a.same(b));
              a.copy(b);
              seen.add(a.same(b));
              seen.add(a.text()); seen.add(b.text());
              seen.add(a.inner()); seen.add(a.lambda());
              return seen.toString();
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .isEqualTo("[false, false, 103 1099511627776 3.0, 178 2 2.0, 418, 110]");
    assertThat(engine.log())
        .containsSubsequence("A.copy/1", "A.n/0", "A.n = /1", "A.n/0", "A.n = /1", "A.all/0");
    assertThat(program.messages())
        .extracting(Message::text)
        .allMatch(text -> text.startsWith("It is for live instances"));
  }

  @Test
  void shouldReadFieldsFromOutsideWithAWarning() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "lib.Base",
                """
                package lib;
                @dev.weft.Remote public class Base {
                  public int open = 1; protected String name = "base"; }
                """,
                "P",
                """
                public class P {
                  static class Sub extends lib.Base {
                    public int open = 2; private int hidden = 3;
                    String names(Sub o) { return name + o.name + super.open + o.open; } }
                  static Object run() {
                    Sub s = new Sub();
                    lib.Base b = s;
                    s.hidden += 4;
                    return b.open + "," + s.open + "," + s.hidden + "," + s.names(s) + new Q().of(s);
                  }
                }
                """,
                "Q",
                """
                class Q { int of(lib.Base b) { return b.open; } }
                """));

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("1,2,7,basebase121");
    assertThat(program.messages())
        .extracting(Object::toString)
        .anyMatch(
            m ->
                m.contains(
                    "P.run(P.java:8): The field hidden of the actor P$Sub is written from outside:"
                        + " each time is a remote call. Give the actor a method"))
        .anyMatch(m -> m.contains("Q.of(Q.java:1): The field open of the actor lib.Base is read"));
  }

  @Test
  void shouldRefuseToWriteFieldsFromOutside() {
    Program program =
        Program.of(
            """
            @Remote static class A { int half; int half() { return half; } }
            static Object run() {
              A a = new A();
              a.half = 4;
              return a.half(); }
            """);

    assertThatThrownBy(() -> program.woven().run(engine))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining(
            "P.run(P.java:8): The field half of the actor P$A is written from outside")
        .hasMessageContaining("Make it private and give the actor a method that changes it.");
  }

  @Test
  void shouldThrowAtAFieldOfNull() {
    Program program =
        Program.of(
            """
            @Remote static class A { int n; int of(A o) { return o.n; } }
            static Object run() { return new A().of(null); }
            """);

    assertThatThrownBy(() -> program.woven().run(engine)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void shouldReachPrivateFieldsOfOldClassFiles() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A { private int n = 4; int of(A o) { o.n++; return o.n; } }
            static Object run() { A a = new A(); return new A().of(a) + a.n; }
            """,
            "--release",
            "8");

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(10);
  }

  @Test
  void shouldKeepAccessorsOutOfTheCount() {
    Program program =
        Program.of(
            """
            @Remote static class A { private int n; int n() { return n; } }
            static Object run() { return new A().n; }
            """);

    assertThat(program.weave().get("P$A").remoteMethods()).isEqualTo(1);
  }
}
