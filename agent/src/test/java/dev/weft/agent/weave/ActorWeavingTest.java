package dev.weft.agent.weave;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.Actor;
import dev.weft.error.WeaveException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

class ActorWeavingTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldCreateActorsAndCallTheirMethods() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static final class Tracker {
              private final String name; private long sum; private int calls = 1;
              Tracker(String name, long start) { this.name = name; this.sum = start; }
              Tracker(String name) { this(name + "!", 40L); calls++; }
              void add(long n, double unused) { calls++; bump(n); }
              private void bump(long n) { sum += n; }
              final String text() { return name + sum + "/" + calls; }
            }
            static Object run() {
              Tracker t = new Tracker("x");
              t.add(2, 0.1);
              t.bump(10);
              return t.text() + new Tracker("y", 1).text();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("x!52/3y1/1");
    assertThat(engine.log())
        .containsExactly(
            "new Tracker/1",
            "Tracker.add/2",
            "Tracker.bump/1",
            "Tracker.text/0",
            "new Tracker/2",
            "Tracker.text/0");
  }

  @Test
  void shouldCreateActorsByReflectionAndConstructorReference() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private final int n; A(int n) { this.n = n; } int n() { return n; } }
            static Object run() throws Exception {
              java.util.function.IntFunction<A> make = A::new;
              A a = A.class.getDeclaredConstructor(int.class).newInstance(5);
              return make.apply(4).n() * 10 + a.n();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(45);
    assertThat(engine.log()).containsExactly("new A/1", "new A/1", "A.n/0", "A.n/0");
  }

  @Test
  void shouldLeaveHandlesWithoutStateAndRunConstructorsOnce() throws Throwable {
    Program program =
        Program.of(
            """
            static int built;
            @Remote static class A { final List<String> list = new ArrayList<>(); { built++; }
              int size() { return list.size(); } void add(String s) { list.add(s); } }
            static Object run() throws Exception {
              A a = new A();
              a.add("x");
              var field = A.class.getDeclaredField("list");
              field.setAccessible(true);
              return built + " " + a.size() + " " + field.get(a);
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("1 1 null");
  }

  @Test
  void shouldWeaveHierarchies() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "lib.Base",
                """
                package lib;
                @dev.weft.Remote public abstract class Base<T> implements Comparable<Base<T>> {
                  protected T value;
                  protected Base(T value) { this.value = value; setUp(); }
                  protected void setUp() { value = twice(value); }
                  protected abstract T twice(T value);
                  public T value() { return value; }
                  public String hello() { return "base " + value; }
                  protected T same(T other) { return other; }
                  @Override public int compareTo(Base<T> o) {
                    return value.toString().compareTo(o.value().toString()); }
                }
                """,
                "P",
                """
                import lib.Base;
                public class P {
                  static class Text extends Base<String> {
                    int extra;
                    Text(String s) { super(s); extra = 7; }
                    @Override protected String twice(String v) { return v + v; }
                    @Override public String hello() { return super.hello() + extra + same("s"); }
                    String own() { return hello(); }
                  }
                  static Object run() {
                    Text t = new Text("a");
                    Base<String> b = t;
                    Comparable<Base<String>> c = b;
                    return b.hello() + b.value() + t.own() + c.compareTo(new Text("b")) + t.getClass();
                  }
                }
                """));

    assertThat(program.woven().run(engine)).isEqualTo(program.run());
    assertThat(engine.log())
        .containsExactly(
            "new Text/1",
            "Base.hello/0",
            "Base.value/0",
            "Text.own/0",
            "new Text/1",
            "Base.compareTo/1",
            "Base.value/0");
  }

  @Test
  void shouldKeepTheLockOfSynchronizedMethodsOnTheLiveInstanceOnly() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n;
              synchronized boolean locked(int by) { n += by; return Thread.holdsLock(this); }
              synchronized int n() { return n; }
            }
            static Object run() {
              A a = new A();
              return a.locked(3) + " " + a.n();
            }
            """);
    Program woven = program.woven();

    assertThat(woven.run(engine)).isEqualTo("true 3");
    assertThat(woven.loader().loadClass("P$A").getDeclaredMethod("n").getModifiers()).isZero();
  }

  @Test
  void shouldGoStraightToTheLockedBodyOfItsOwnMethodsThatNobodyOverrides() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              private int n;
              private synchronized boolean own(int by) { n += by; return Thread.holdsLock(this); }
              final synchronized boolean last(int by) { return own(by); }
              synchronized boolean open(int by) { return last(by) && this.own(by); }
              String all(A other) {
                A chosen = n < 0 ? this : other;
                return open(1) + " " + own(2) + " " + chosen.own(4) + " " + new Object() {
                  boolean inner() { return last(8); }
                }.inner() + " " + n;
              }
            }
            @Remote static class B extends A {
              synchronized boolean open(int by) { return !super.open(by); }
            }
            static Object run() { return new A().all(new A()) + ", " + new B().all(new B()); }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .isEqualTo("true true true true 12, false true true true 12");
    assertThat(engine.log()).filteredOn(call -> call.endsWith("own/1")).hasSize(2);
  }

  @Test
  void shouldCompareByAddressWhenTheClassDoesNotSay() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A { A me() { return this; } boolean is(A o) { return equals(o); } }
            static Object run() {
              A a = new A();
              A live = a.me();
              return a.equals(live) + " " + live.equals(a) + " " + a.is(a) + " "
                  + (a.hashCode() == live.hashCode()) + " " + a.equals(new A()) + " "
                  + a.toString().matches("A@[0-9a-f]{8}") + " " + a.toString().equals("" + live);
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("true true true true false true true");
    assertThat(engine.log()).containsExactly("new A/0", "A.me/0", "A.is/1", "new A/0");
  }

  @Test
  void shouldKeepDefinedIdentityToTheLiveInstance() throws Throwable {
    Program program =
        Program.of(
            """
            static int finalized;
            @Remote static class A { int n = 5;
              @Override public boolean equals(Object o) { return o instanceof A a && a.n == n; }
              @Override public int hashCode() { return n; }
              @Override public String toString() { return "A" + n; }
              @Override protected void finalize() { finalized++; }
              String text() { return toString() + hashCode() + equals(new A()); } }
            static Object run() {
              A a = new A();
              a.finalize();
              return a.text() + a.equals(a) + a.equals(new A()) + a.toString().startsWith("A@")
                  + finalized;
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("A55truetruefalsetrue0");
  }

  @Test
  void shouldRunLambdasOfAnActorOnTheLiveInstance() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {
              int n;
              int sum(List<Integer> list) { list.forEach(i -> add(i)); list.forEach(this::add);
                return n; }
              void add(int i) { n += i; } }
            static Object run() { return new A().sum(List.of(1, 2)); }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(6);
    assertThat(engine.log()).containsExactly("new A/0", "A.sum/1");
  }

  @Test
  void shouldRegisterRestoredMethods() throws Throwable {
    Program program =
        Program.of(
            """
            static List<String> ran = new ArrayList<>();
            @Remote static class A { @Restored private void back() { ran.add("A"); }
              @Restored2 void other() {} }
            @interface Restored2 {}
            static class B extends A { @Restored void again() { ran.add("B"); } }
            static class C extends B { @Override @Restored void again() { ran.add("C"); } }
            static class D extends C { }
            static Object run() throws Throwable {
              for (A a : List.of(new A(), new B(), new C(), new D())) {
                ran.add("-");
                java.lang.reflect.Field live = null;
                dev.weft.bridge.RemoteTable t = dev.weft.bridge.RemoteTable.of(a.getClass());
                t.runRestored(t.find("<init>", "()V").invoke(new Object[0]));
              }
              return String.join("", ran);
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("-A-AB-AC-AC");
  }

  @Test
  void shouldCallInheritedMethodsOfOtherSuperclassesOnTheActor() throws Throwable {
    Program program =
        Program.of(
            """
            static class Plain { private int n; protected int count(int... by) { return n += by[0]; }
              public String toString() { return "n" + n; } }
            @Remote static class A extends Plain { String text() { return toString(); } }
            static Object run() {
              A a = new A();
              a.count(2);
              return a.count(3) + a.text() + a.toString().startsWith("A@");
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("5n5true");
    assertThat(engine.log()).contains("A.count/1", "A.text/0");
    assertThat(program.messages())
        .singleElement()
        .asString()
        .contains("P$Plain is not @Remote: its constructor without parameters also runs");
  }

  @Test
  void shouldWeaveConstructorsWithTryBlocksBranchesAndCaptures() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int three() { return 3; }
            @Remote static class A {
              private final int n; private final java.util.function.IntSupplier more;
              A(int a, long b, boolean c) {
                this(c ? a : three());
                try { if (b > 1) throw new RuntimeException(); } catch (RuntimeException e) { shift(); }
              }
              A(int n) { int local = n * 2; this.n = local; this.more = () -> local + this.n; }
              int shifted; private void shift() { shifted = 100; }
              int get() { return n + more.getAsInt() + shifted; } }
            static Object run() {
              return new A(5, 2L, true).get() + " " + new A(5, 0L, false).get();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("130 18").isEqualTo(program.run());
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void shouldWeaveConstructorsWithCodeBeforeSuper() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int three() { return 3; }
            @Remote static class Base { final int b; Base(int b) { this.b = b; } int b() { return b; } }
            static class A extends Base {
              private final int n;
              A(int x) {
                if (x < 0) { throw new IllegalArgumentException("negative"); }
                int twice = 2 * x + three();
                n = twice;
                super(twice + 1);
              }
              int both() { return n + b(); }
            }
            static Object run() {
              try { new A(-1); } catch (IllegalArgumentException e) { return new A(2).both(); }
              return null;
            }
            """,
            "--release",
            "25");

    assertThat(program.woven().run(engine)).isEqualTo(15);
  }

  @Test
  void shouldThrowFailuresOfConstructorsAtNew() {
    Program program =
        Program.of(
            """
            @Remote static class A { A() throws Exception { throw new Exception("no"); } }
            static Object run() throws Exception { return new A(); }
            """);

    assertThatThrownBy(() -> program.woven().run())
        .hasMessage("no")
        .isExactlyInstanceOf(Exception.class);
  }

  @Test
  void shouldBeHandlesOfTheBridgesKind() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class A {} static class B extends A {}
            static Object run() { return new B(); }
            """);

    Actor handle = (Actor) program.woven().run(engine);

    assertThat(handle.$weft$handle()).isNotNull();
    assertThat(handle.$weft$self()).isNull();
    assertThat(handle.$weft$handle().type()).isEqualTo("P$B");
  }

  @Test
  void shouldRefuseClassesThatCannotBeActors() {
    assertRefused("@Remote record A(int x) {}", "new A(1)", "A record is a value");
    assertRefused("@Remote class A {}", "new P().new A()", "An inner class");
    assertRefused("@Remote static class B {}", "new B() {}", "An anonymous class");
    assertRefused(
        "static Object make(int x) { @Remote class A { int y = x; } return new A(); }",
        "make(1)",
        "A local class with captured values");
    assertRefused(
        "static class Base { Base(int x) {} } @Remote static class A extends Base"
            + " { A() { super(1); } }",
        "new A()",
        "P$Base is not @Remote and has no accessible constructor without parameters");
    assertRefused(
        "@Remote static class A { @Restored void back(int x) {} }",
        "new A()",
        "A @Restored method takes no parameters");
    String many = IntStream.range(0, 201).mapToObj(i -> "int p" + i).collect(joining(", "));
    assertRefused(
        "@Remote static class A { A(" + many + ") {} }",
        "new A(" + many.replaceAll("int p", "") + ")",
        "Its constructor has too many parameters");
    assertThat(Program.of("@Remote enum E { X }").messages().get(0).text()).contains("An enum");
    assertThat(Program.of("@Remote interface I { }").messages().get(0).text())
        .contains("An interface");
  }

  @Test
  void shouldAcceptLocalClassesThatCaptureNothing() throws Throwable {
    Program program =
        Program.of(
            """
            static Object run() {
              @Remote class Local { int x() { return 4; } }
              return new Local().x();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(4);
    assertThat(engine.log()).containsExactly("new Local/0", "Local.x/0");
  }

  private static void assertRefused(String declaration, String use, String message) {
    Program program = Program.of(declaration + "\nstatic Object run() { return " + use + "; }");
    assertThatThrownBy(() -> program.woven().run())
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining(message);
    assertThat(program.weave().values()).anyMatch(WovenClass::hasErrors);
  }
}
