package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.WeaveException;
import org.junit.jupiter.api.Test;

/** How actors come to be, by whomever their constructors are called. */
class ActorConstructionTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldRefuseSubclassesThatAreNotWoven() {
    Program program =
        Program.of(
            """
            @Remote static class A { final int n; A(int n) { this.n = n; } int n() { return n; } }
            static class B extends A { B() { super(4); } }
            static Object run() { return new B().n(); }
            """);

    assertThatThrownBy(() -> program.wovenBut("P$B").run(engine))
        .isInstanceOf(WeaveException.class)
        .hasMessage(
            "P$B extends the actor class P$A but is not woven: its constructor would create an"
                + " actor of class P$A. Weave it too: with weft-maven-plugin in its own module, or"
                + " with -javaagent:weft-agent.jar.");
    assertThat(engine.log()).isEmpty();
  }

  @Test
  void shouldRefuseSubclassesOfAbstractActorsThatAreNotWoven() {
    Program program =
        Program.of(
            """
            @Remote abstract static class A { A(long x) {} abstract int n(); }
            static class B extends A { B() { super(4L); } int n() { return 1; } }
            static Object run() { return new B().n(); }
            """);

    assertThatThrownBy(() -> program.wovenBut("P$B").run(engine))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("P$B extends the actor class P$A but is not woven");
  }

  @Test
  void shouldKeepOptionsForTheActorWhenASuperclassCreatesAnother() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Other { int n() { return 1; } }
            static class Plain { Plain() { new Other(); } }
            @Remote static class A extends Plain { int n() { return 2; } }
            static Object run() {
              return Weft.options().name("mine").actor(() -> new A()).n();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(2);
    assertThat(engine.log())
        .containsExactly("new Other/0", "new A/0 name=mine", "new Other/0", "A.n/0");
  }

  @Test
  void shouldLetConstructorsPassTheActorOn() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Registry {
              final List<A> all = new ArrayList<>();
              void add(A a) { all.add(a); }
              int sum() { int s = 0; for (A a : all) { s += a.n(); } return s; } }
            @Remote static class A {
              final int n; final boolean same; private final Set<A> self = new HashSet<>();
              A(Registry r, int n) {
                self.add(this); r.add(this); this.n = n; same = self.contains(this); }
              int n() { return same && self.contains(this) ? n : -1; } }
            static class B extends A { B(Registry r) { super(r, 30); r.add(this); } }
            static Object run() {
              Registry r = new Registry();
              new A(r, 1); new A(r, 2); new B(r);
              return r.sum();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(63);
    assertThat(engine.log()).contains("Registry.add/1", "A.n/0");
  }

  @Test
  void shouldNotFinalizeAnActorThatWasNotBorn() throws Throwable {
    Program program =
        Program.of(
            """
            static int finalized;
            static Object leaked;
            static class Plain { Plain() { if (leaked == null) leaked = this; } }
            @Remote static class A extends Plain {
              A() { throw new IllegalStateException("no"); }
              @Override protected void finalize() { finalized++; } }
            static Object run() {
              try { new A(); } catch (IllegalStateException e) { ((A) leaked).finalize(); }
              return finalized;
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(0);
  }

  @Test
  void shouldNotWaitForTheBirthWhenTheCallerHasAScope() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A { A(int x) { if (x < 0) throw new IllegalStateException("x"); }
              int n() { return 1; } }
            static Object run() {
              var scope = dev.weft.bridge.Scope.open(null);
              dev.weft.bridge.CreationOptions.async(scope, A.class);
              A a = new A(-1);
              String text = "";
              try { a.n(); } catch (dev.weft.error.ActorDiedException e) {
                text = e.getCause().getMessage(); }
              try { dev.weft.bridge.Scope.join(scope); } catch (IllegalStateException e) {
                return text + e.getMessage(); }
              return null;
            }
            """);

    assertThat(program.wovenBut("P").run(engine)).isEqualTo("xx");
  }

  @Test
  void shouldNotTakeAScopeThatWasMeantForAnotherClass() {
    Program program =
        Program.of(
            """
            @Remote static class A { A() { throw new IllegalStateException("x"); } }
            static Object run() {
              var scope = dev.weft.bridge.Scope.open(null);
              dev.weft.bridge.CreationOptions.async(scope, String.class);
              return new A();
            }
            """);

    assertThatThrownBy(() -> program.wovenBut("P").run(engine)).hasMessage("x");
  }

  @Test
  void shouldCreateManyBeforeTheFirstIsAskedAnything() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A { final int n; A(int n) { this.n = n; } int n() { return n; } }
            static Object run() {
              A a = new A(1); A b = new A(2);
              return a.n() + b.n();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(3);
    assertThat(engine.log()).containsExactly("new A/1", "new A/1", "A.n/0", "A.n/0");
  }
}
