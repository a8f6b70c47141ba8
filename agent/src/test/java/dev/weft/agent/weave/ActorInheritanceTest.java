package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Methods that an actor class has from interfaces and superclasses. */
class ActorInheritanceTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldRunDefaultMethodsWholeOnTheActor() throws Throwable {
    Program program =
        Program.of(
            """
            interface Twice { void add(int n); int sum();
              default int twice(int... n) { add(n[0]); add(n[0]); return helper(); }
              private int helper() { return sum(); }
              static int none() { return 0; } }
            @Remote static class A implements Twice {
              private int n; public void add(int x) { n += x; } public int sum() { return n; } }
            static class B extends A { int again() { return twice(1) + super.twice(1); } }
            static Object run() {
              A a = new A();
              Twice t = a;
              return a.twice(2) + " " + t.twice(3) + " " + new B().again();
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo("4 10 6");
    assertThat(engine.log())
        .containsExactly("new A/0", "A.twice/1", "A.twice/1", "new B/0", "B.again/0");
  }

  @Test
  void shouldSelectDefaultMethodsAsTheJvmDoes() throws Throwable {
    Program program =
        Program.of(
            """
            interface I { default String m() { return "I"; } default String k() { return "Ik"; } }
            interface J extends I { default String m() { return "J" + I.super.m(); } }
            interface Left extends I {}
            interface Right extends J {}
            interface Again extends I { String m(); }
            interface K extends J { default String m() { return "K"; } }
            static class Plain { public String k() { return "class"; } }
            static class Base implements J {}
            @Remote static class Diamond implements Left, Right {}
            @Remote static class Wins extends Plain implements I {}
            @Remote static class FromPlain extends Base {}
            @Remote static class Own implements Right {
              public String m() { return "own" + Right.super.m(); } }
            @Remote abstract static class Abstract implements Again {}
            static class Concrete extends Abstract { public String m() { return "concrete"; } }
            static class Lower extends Diamond implements K {}
            static class Same extends Diamond implements Right {}
            static Object run() {
              List<String> all = new ArrayList<>();
              for (I i : List.of(new Diamond(), new Wins(), new FromPlain(), new Own(),
                  new Concrete(), new Lower(), new Same())) {
                all.add(i.m() + i.k());
              }
              Diamond d = new Lower();
              all.add(d.m());
              return all.toString();
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .isEqualTo("[JIIk, Iclass, JIIk, ownJIIk, concreteIk, KIk, JIIk, K]");
    assertThat(engine.log())
        .containsSubsequence(
            "Diamond.m/0",
            "Diamond.k/0",
            "Wins.m/0",
            "Wins.k/0",
            "FromPlain.m/0",
            "FromPlain.k/0",
            "Own.m/0",
            "Own.k/0",
            "Concrete.m/0",
            "Abstract.k/0",
            "Lower.m/0",
            "Diamond.k/0",
            "Diamond.m/0",
            "Diamond.k/0");
  }

  @Test
  void shouldSendDefaultMethodsOfTheJdkUnlessTheyTakeOrGiveFunctions() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Table extends AbstractMap<String, Integer> {
              private final Map<String, Integer> map = new TreeMap<>();
              @Override public Integer put(String k, Integer v) { return map.put(k, v); }
              @Override public Integer get(Object k) { return map.get(k); }
              @Override public boolean containsKey(Object k) { return map.containsKey(k); }
              @Override public Set<Entry<String, Integer>> entrySet() { return map.entrySet(); } }
            @Remote static class Order implements Comparator<String> {
              public int compare(String a, String b) { return a.compareTo(b); } }
            static Object run() {
              Table t = new Table();
              t.putIfAbsent("a", 1);
              int n = t.computeIfAbsent("b", k -> 2) + t.getOrDefault("c", 4);
              return n + new TreeSet<>(new Order().reversed()).comparator().compare("a", "b");
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(7);
    assertThat(engine.log())
        .containsExactly(
            "new Table/0",
            "Table.putIfAbsent/2",
            "Table.get/1",
            "Table.put/2",
            "Table.getOrDefault/2",
            "new Order/0",
            "Order.compare/2");
  }

  @Test
  void shouldLeaveDefaultMethodsAloneWhenAnInterfaceCannotBeFound() {
    Program program =
        Program.of(
            """
            interface I { default int m() { return 1; } }
            interface Hidden extends I { default int m() { return 2; } }
            @Remote static class A implements I, Hidden {}
            static Object run() { return new A().m(); }
            """);
    Map<String, byte[]> found = new LinkedHashMap<>(program.classes());
    found.remove("P$Hidden");

    WovenClass woven = program.weaver(found).weave(program.classes().get("P$A"));

    assertThat(woven.messages())
        .singleElement()
        .asString()
        .contains("P$Hidden cannot be found: default methods of interfaces run on the handle");
    assertThat(woven.remoteMethods()).isZero();
  }

  @Test
  void shouldCallPackagePrivateMethodsOfTheRightPackage() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "lib.Base",
                """
                package lib;
                @dev.weft.Remote public class Base {
                  private int n = 1;
                  String name() { return "base" + n++; }
                  public static String nameOf(Base b) { return b.name(); }
                  public String own() { return name(); } }
                """,
                "P",
                """
                public class P {
                  static class Sub extends lib.Base {
                    private int n = 10;
                    String name() { return "sub" + n++; } }
                  static Object run() {
                    Sub s = new Sub();
                    return s.name() + lib.Base.nameOf(s) + s.own() + s.name();
                  }
                }
                """));

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .isEqualTo("sub10base1base2sub11");
    assertThat(engine.log())
        .containsExactly("new Sub/0", "Sub.name/0", "Base.name/0", "Base.own/0", "Sub.name/0");
  }

  @Test
  void shouldSendWhatAPublicClassInheritsFromAHiddenSuperclass() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "lib.Counter",
                """
                package lib;
                class Hidden { private int n; Hidden() {}
                  public int next() { return ++n; }
                  int inPackage() { return n * 10; } }
                @dev.weft.Remote public class Counter extends Hidden {
                  public static int in(Counter c) { return c.inPackage(); } }
                """,
                "P",
                """
                public class P {
                  static Object run() {
                    lib.Counter c = new lib.Counter();
                    c.next();
                    return c.next() + lib.Counter.in(c);
                  }
                }
                """));

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).isEqualTo(22);
    assertThat(engine.log())
        .containsExactly(
            "new Counter/0", "Counter.next/0", "Counter.next/0", "Counter.inPackage/0");
  }

  @Test
  void shouldWeaveBridgesCovariantResultsAndVarargs() throws Throwable {
    Program program =
        Program.of(
            """
            interface Shape<T> { Object area(T unit); Shape<T> self(); }
            @Remote abstract static class Base<T extends Comparable<T>> implements Shape<T> {
              public abstract Number area(T unit);
              protected long total(Object first, long... more) {
                long s = more.length; for (long m : more) s += m; return s; } }
            static class Square extends Base<String> {
              private final int side; Square(int side) { this.side = side; }
              @Override public Integer area(String unit) { return side * side + unit.length(); }
              @Override public Square self() { return this; }
              @SafeVarargs final <X> int count(X... xs) { return xs.length + side; } }
            static Object run() {
              Square s = new Square(3);
              Base<String> b = s;
              Shape<String> p = s;
              return s.area("m") + "," + b.area("mm") + "," + p.area("") + "," + s.total("x", 1, 2)
                  + "," + b.total("x") + "," + s.count() + "," + s.count(1, 2)
                  + "," + p.self().area("k");
            }
            """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .isEqualTo("10,11,9,5,0,3,5,10");
  }
}
