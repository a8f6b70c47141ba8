package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.agent.check.Message.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class WeaverTest {

  private static final String ALL =
      """
      @Remote static int square(int x) { return x * x; }
      @Remote static class Counter implements Comparable<Counter> {
        private int n; private final List<Integer> seen = new ArrayList<>();
        Counter(int n) { this(); this.n = n; }
        Counter() { super(); seen.add(n); }
        synchronized int add(int by) {
          try { n += by; } finally { seen.add(by); }
          return n;
        }
        private long both(double a, long b, String... more) {
          for (String s : more) { b += s.length(); }
          return (long) a + b + sum();
        }
        int sum() { return seen.stream().mapToInt(i -> i + n).sum(); }
        public int compareTo(Counter o) { return sum() - o.sum(); }
      }
      int field = 6;
      ObjectRef<Integer> own() { return Weft.remote(() -> square(field + twice(field))); }
      private int twice(int x) { return 2 * x; }
      static Object run() throws Exception {
        Counter c = new Counter(3);
        c.add(4);
        Counter d = Weft.options().name("d").actor(() -> new Counter(square(2)));
        ObjectRef<Integer> r = Weft.remote(() -> c.add(square(2)));
        ObjectRef<Integer> o = Weft.options().remote(() -> d.add(r.get()));
        return new P().own().get() + " " + c.both(1.5, 2L, "abc", "d") + " " + o.get() + " "
            + c.compareTo(d) + " " + c.sum();
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none", "-g:lines"})
  void shouldKeepWhatPlainJavaDoes(String debug) throws Throwable {
    Program program = Program.of(ALL, debug);

    assertThat(program.woven().run()).isEqualTo(program.run()).isEqualTo("324 48 15 0 41");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "11", "17"})
  void shouldWeaveClassFilesOfAllReleases(String release) throws Throwable {
    Program program = Program.of(ALL, "--release", release);

    assertThat(program.woven().run()).isEqualTo("324 48 15 0 41");
  }

  @Test
  void shouldWeaveClassFilesOfThisJdk() throws Throwable {
    String release = Integer.toString(Runtime.version().feature());

    assertThat(Program.of(ALL, "--release", release).woven().run()).isEqualTo("324 48 15 0 41");
  }

  @Test
  void shouldGiveTheSameBytesEachTime() {
    Map<String, WovenClass> first = Program.of(ALL).weave();
    Map<String, WovenClass> second = Program.of(ALL).weave();

    assertThat(first.keySet()).isEqualTo(second.keySet());
    first.forEach((name, woven) -> assertThat(woven.bytes()).isEqualTo(second.get(name).bytes()));
  }

  @Test
  void shouldNotWeaveTwice() {
    Program woven = Program.of(ALL).woven();

    Map<String, WovenClass> again = woven.weave();

    assertThat(again.values()).noneMatch(WovenClass::isWoven);
    assertThat(again.get("P").remoteMethods()).isEqualTo(1);
    assertThat(again.get("P$Counter"))
        .isEqualTo(new WovenClass("P$Counter", null, 4, true, List.of(), List.of()));
  }

  @Test
  void shouldCountWhatItWove() {
    Map<String, WovenClass> woven = Program.of(ALL).weave();

    assertThat(woven.get("P").remoteMethods()).isEqualTo(1);
    assertThat(woven.get("P").isActor()).isFalse();
    assertThat(woven.get("P$Counter").remoteMethods()).isEqualTo(4);
    assertThat(woven.get("P$Counter").isActor()).isTrue();
  }

  @Test
  void shouldLeaveOtherClassesAlone() {
    Program program =
        Program.of(
            "static class A { Class<?> x = Remote.class; Object y = Weft.put(1); }\n"
                + "static class B { @Remote static int t() { return 1; } }");

    assertThat(program.weave().get("P$A").isWoven()).isFalse();
    assertThat(program.weave().get("P").isWoven()).isFalse();
    assertThat(program.weave().get("P$B").isWoven()).isTrue();
  }

  @Test
  void shouldKeepLinesAndVariables() {
    Program program = Program.of(ALL);
    Program woven = program.woven();

    for (String name : program.classes().keySet()) {
      ClassNode before = node(program.classes().get(name));
      ClassNode after = node(woven.classes().get(name));
      assertThat(lines(after)).isEqualTo(lines(before));
      assertThat(variables(after)).containsAll(variables(before));
    }
  }

  @Test
  void shouldShowLinesInStackTraces() {
    Program program =
        Program.of(
            """
            @Remote static class A {
              void fail() {
                throw new IllegalStateException("here");
              }
            }
            static Object run() {
              new A()
                  .fail();
              return null;
            }
            """);

    assertThatThrownBy(() -> program.woven().run())
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .extracting(StackTraceElement::toString)
                    .anyMatch(line -> line.contains("P$A.fail(P.java:7)"))
                    .anyMatch(line -> line.contains("P.run(P.java:12)")));
  }

  @Test
  void shouldLeaveVeryOldClassFilesWithAMessage() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    writer.visitAnnotation("Ldev/weft/Remote;", true).visitEnd();
    writer.visitEnd();

    WovenClass woven = weaver().weave(writer.toByteArray());

    assertThat(woven.isWoven()).isFalse();
    assertThat(woven.messages())
        .singleElement()
        .satisfies(m -> assertThat(m.severity()).isEqualTo(Severity.WARNING))
        .asString()
        .startsWith("Old: The class file is older than Java 7");
  }

  @Test
  void shouldWeaveWhenReferredClassesAreMissing() {
    byte[] bytes =
        Program.of(
                """
                static class Gone { int size; }
                @Remote static Object pick(Gone gone) { return gone.size > 0 ? gone : null; }
                """)
            .classes()
            .get("P");

    assertThat(weaver().weave(bytes).isWoven()).isTrue();
  }

  /** What the two have in common must be known, or the JVM may refuse the class. */
  @Test
  void shouldLeaveClassesInWhichMissingTypesMeet() {
    byte[] bytes =
        Program.of(
                """
                static class Gone {} static class Back extends Gone {}
                @Remote static Object pick(boolean b) {
                  Object x = b ? new Gone() : new Back(); return x; }
                """)
            .classes()
            .get("P");

    WovenClass result = weaver().weave(bytes);

    assertThat(result.isWoven()).isFalse();
    assertThat(result.messages()).singleElement().asString().contains("is not found");
  }

  @Test
  void shouldLeaveCallsWhoseResultIsNotVisibleThere() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "lib.Lib",
                """
                package lib;
                public class Lib { @dev.weft.Remote public static Hidden make() { return new Hidden(); } }
                class Hidden { public String toString() { return "hidden"; } }
                """,
                "P",
                "public class P { static Object run() { return String.valueOf(lib.Lib.make()); } }"));

    RecordingEngine engine = new RecordingEngine();
    assertThat(program.woven().run(engine)).isEqualTo("hidden");
    assertThat(engine.log()).isEmpty();
    assertThat(program.messages())
        .singleElement()
        .asString()
        .contains("P.run(P.java:1): The call of the task make runs here");
  }

  @Test
  void shouldWarnOfRemoteCallsInStaticInitialisers() {
    Program program =
        Program.of(
            """
            @Remote static int one() { return 1; }
            static final int X = one();
            @Remote static class A { static final A INSTANCE = new A(); }
            static class B { static final int Y = one(); }
            """);

    assertThat(program.messages())
        .extracting(m -> m.place() + " " + m.text())
        .containsExactlyInAnyOrder(
            "P.<clinit>(P.java:6) The call of the task one runs here, while its class is"
                + " initialised.",
            "P$B.<clinit>(P.java:8) A call of the task one while its class is initialised can wait"
                + " for itself.",
            "P$A.<clinit>(P.java:7) The creation of an actor while its class is initialised can"
                + " wait for itself.");
  }

  /** Another thread would wait for the class, for which this one waits. */
  @Test
  void shouldRunTasksOfAClassInItsOwnStaticInitialiser() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int one() { return 1; }
            @Remote int more() { return X + 1; }
            static final int X = one() + one();
            static final int Y = new P().more();
            static class B extends P { static final int Z = one(); }
            static Object run() { return X + Y + B.Z + one(); }
            """);

    RecordingEngine engine = new RecordingEngine();
    assertThat(program.woven().run(engine)).isEqualTo(7);
    assertThat(engine.log()).containsExactly("P.one/0", "P.one/0");
  }

  @Test
  void shouldWeaveTasksOfEnumsRecordsAndInterfaces() throws Throwable {
    Program program =
        Program.of(
            """
            enum E { A; @Remote static int f(E e) { return e.ordinal() + 1; } }
            record R(int x) { @Remote static R g(R r) { return new R(r.x() + 1); } }
            interface I { @Remote static int h() { return 5; }
              default ObjectRef<Integer> i(int n) { return Weft.remote(() -> R.g(new R(n)).x()); }
              default ObjectRef<R> j(int n) { return Weft.remote(() -> R.g(new R(n + k()))); }
              private int k() { return 1; } }
            static Object run() { return E.f(E.A) + R.g(new R(1)).x() + I.h() + new I() {}.j(2).get().x(); }
            """);

    RecordingEngine engine = new RecordingEngine();
    assertThat(program.woven().run(engine)).isEqualTo(12);
    assertThat(engine.log()).containsExactly("E.f/1", "R.g/1", "I.h/0", "R.g/1");
  }

  private static Weaver weaver() {
    return new Weaver(ClassFileLocator.ForClassLoader.of(WeaverTest.class.getClassLoader()));
  }

  /** Else a way on which nothing is called would keep a step for each element. */
  @Test
  void shouldKeepPlainStoresIntoFreshContainers() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static int task(int i) { return -i; }
            static String fill(boolean isRemote) {
              int[] array = new int[3];
              List<Object> list = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                if (isRemote && i > 0) { array[i] = task(i); list.add(task(i)); }
                else { array[i] = 7 * i; list.add("plain"); }
              }
              list.add("last");
              return Arrays.toString(array) + list; }
            static Object run() { return fill(false) + fill(true); }
            """);

    assertThat(program.woven().run()).isEqualTo(program.run());
    assertThat(stores(program)).isEqualTo(5);
    assertThat(stores(program.woven())).as("all but those of remote calls").isEqualTo(3);
  }

  private static long stores(Program program) {
    return node(program.classes().get("P")).methods.stream()
        .filter(method -> method.name.equals("fill"))
        .flatMap(method -> Arrays.stream(method.instructions.toArray()))
        .filter(
            instruction ->
                instruction.getOpcode() == Opcodes.IASTORE
                    || (instruction instanceof MethodInsnNode call
                        && call.name.equals("add")
                        && call.owner.startsWith("java/")))
        .count();
  }

  private static ClassNode node(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    return node;
  }

  private static TreeSet<Integer> lines(ClassNode node) {
    TreeSet<Integer> lines = new TreeSet<>();
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof LineNumberNode line) {
          lines.add(line.line);
        }
      }
    }
    return lines;
  }

  private static TreeSet<String> variables(ClassNode node) {
    TreeSet<String> names = new TreeSet<>();
    for (MethodNode method : node.methods) {
      if (method.localVariables != null) {
        method.localVariables.forEach(v -> names.add(v.name));
      }
    }
    return names;
  }
}
