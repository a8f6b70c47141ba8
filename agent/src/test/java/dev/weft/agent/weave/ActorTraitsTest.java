package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Durability;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorTraits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of actors, in annotations, from source to the table that engines read. */
class ActorTraitsTest {

  private static RemoteTable table(Program woven, String name) throws ClassNotFoundException {
    return RemoteTable.of(Class.forName(name, true, woven.loader()));
  }

  @Test
  void shouldReadWhatAClassSays() throws Exception {
    Program woven =
        Program.of(
                """
                @Remote(durability = Durability.NONE, maxRestarts = -1, concurrency = 3,
                    concurrencyGroups = {"io=2", " compute = 4"}, reentrant = true,
                    maxPendingCalls = 100, keyed = true, sleepAfterMillis = 0)
                static class A { A(String key) {} }
                @Remote static class B {}
                """)
            .woven();

    assertThat(table(woven, "P$A").actorTraits())
        .isEqualTo(
            new ActorTraits(
                Durability.NONE,
                ActorTraits.ANY_NUMBER,
                3,
                Map.of("compute", 4, "io", 2),
                true,
                100,
                true,
                Duration.ZERO));
    assertThat(table(woven, "P$A").keyedConstructor().descriptor())
        .isEqualTo("(Ljava/lang/String;)V");
    assertThat(table(woven, "P$B").actorTraits()).isEqualTo(ActorTraits.DEFAULTS);
  }

  @Test
  void shouldTakeFromSuperclassesWhatAClassDoesNotSay() throws Exception {
    Program woven =
        Program.of(
                """
                @Remote(durability = Durability.NONE, concurrency = 3, concurrencyGroups = "io=2",
                    retries = 0)
                static class A {
                  @Remote(concurrencyGroup = "io", timeoutMillis = 50) int load() { return 1; }
                  @ReadOnly int look() { return 1; }
                  int other() { return 1; }
                }
                @Remote(concurrency = 1, concurrencyGroups = "more=7", timeoutMillis = 9)
                static class B extends A {
                  @Override int load() { return 2; }
                  @Override int look() { return 2; }
                  @Remote(concurrencyGroup = "io", retries = 5) int own() { return 2; }
                }
                static class C extends B {}
                """)
            .woven();

    ActorTraits traits = table(woven, "P$C").actorTraits();
    assertThat(traits).isEqualTo(table(woven, "P$B").actorTraits());
    assertThat(traits.durability()).isEqualTo(Durability.NONE);
    assertThat(traits.concurrency()).isEqualTo(1);
    assertThat(traits.groups()).isEqualTo(Map.of("io", 2, "more", 7));
    assertThat(method(woven, "P$A", "load"))
        .isEqualTo("io, read-only: false, retries: 0, timeout: PT0.05S");
    assertThat(method(woven, "P$A", "look"))
        .isEqualTo("null, read-only: true, retries: 0, timeout: null");
    assertThat(method(woven, "P$A", "other"))
        .isEqualTo("null, read-only: false, retries: 0, timeout: null");
    assertThat(method(woven, "P$B", "load"))
        .isEqualTo("io, read-only: false, retries: 0, timeout: PT0.05S");
    assertThat(method(woven, "P$B", "look"))
        .isEqualTo("null, read-only: true, retries: 0, timeout: PT0.009S");
    assertThat(method(woven, "P$B", "own"))
        .isEqualTo("io, read-only: false, retries: 5, timeout: PT0.009S");
  }

  private static String method(Program woven, String type, String name) throws Exception {
    RemoteMethod method = table(woven, type).find(name, "()I");
    return "%s, read-only: %s, retries: %s, timeout: %s"
        .formatted(
            method.concurrencyGroup(),
            method.isReadOnly(),
            method.retries(),
            method.options().timeout());
  }

  @Test
  void shouldRunAMethodAgainOnWhatItsAnnotationNames() throws Exception {
    Program woven =
        Program.of(
                """
                @Remote(retryOn = IllegalStateException.class) static class A {
                  int plain() { return 1; }
                  @Remote(retryOn = { java.io.IOException.class }) int own() { return 1; }
                }
                """)
            .woven();

    assertThat(table(woven, "P$A").find("plain", "()I").options().retryOn())
        .isEqualTo(List.of(IllegalStateException.class));
    assertThat(table(woven, "P$A").find("own", "()I").options().retryOn())
        .isEqualTo(List.of(IOException.class));
  }

  @Test
  void shouldReadFieldsWithoutChangingAnything() throws Throwable {
    Program woven =
        Program.of(
                """
                @Remote static class A { int n = 4; int get() { return n; } }
                static Object run() { return new A().n; }
                """)
            .woven();

    assertThat(woven.run()).isEqualTo(4);
    assertThat(table(woven, "P$A").find("$weft$get$P$A$n", "()I").isReadOnly()).isTrue();
    assertThat(table(woven, "P$A").find("$weft$set$P$A$n", "(I)V").isReadOnly()).isFalse();
  }

  @Test
  void shouldWeaveTheSameEachTime() {
    Program program =
        Program.of(
            """
            @Remote(keyed = true, maxRestarts = 1, concurrencyGroups = {"b=1", "a=2"}, retries = 2)
            static class A { A(String key) {} @ReadOnly @Remote(name = "x") int f() { return 1; } }
            """);

    assertThat(program.weave().get("P$A").wovenBytes().orElseThrow())
        .isEqualTo(program.weave().get("P$A").wovenBytes().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxRestarts = -2 | maxRestarts is -2. Give 0 or more, or -1 for any number.
          concurrency = 0 | concurrency is 0. Give 1 or more.
          maxPendingCalls = -1 | maxPendingCalls is -1. Give 1 or more, or 0 for any number.
          retries = -1 | retries is -1. Give 0 or more.
          timeoutMillis = -1 | timeoutMillis is -1. Give 1 or more, or 0 for any time.
          sleepAfterMillis = -5 | sleepAfterMillis is -5. Give 1 or more, or 0 for as long as it lives.
          concurrencyGroups = "io" | "io" is no concurrency group. Give its name, of letters, digits, '_', '.' and '-', and how many of its calls run at a time, 1 or more: "io=2".
          concurrencyGroups = "io=0" | "io=0" is no concurrency group. Give its name, of letters, digits, '_', '.' and '-', and how many of its calls run at a time, 1 or more: "io=2".
          concurrencyGroups = {"io=1", "io=2"} | It has two groups "io". Take one of them away.
          keyed = true | It is keyed, and has no constructor that can take the key. Give it one with exactly one parameter, of type String, or take keyed away.
          """)
  void shouldRefuseNonsenseOfAClass(String attribute, String message) {
    Program program =
        Program.of(
            "@Remote(%s)\nstatic class A {\n  A(String first, int second) {} }"
                .formatted(attribute));

    assertThat(program.messages())
        .singleElement()
        .satisfies(found -> assertThat(found.isError()).isTrue())
        .asString()
        .isEqualTo("P$A(P.java:7): " + message);
  }

  @Test
  void shouldRefuseAKeyedSubclassWithoutAKey() {
    Program program =
        Program.of(
            """
            @Remote(keyed = true) static abstract class A { A(int n) {} }
            static class B extends A { B() { super(1); } }
            static class C extends A { C(String key) { super(1); } C() { this("x"); } }
            """);

    assertThat(program.messages())
        .singleElement()
        .asString()
        .startsWith("P$B(P.java:6): It is keyed");
  }

  @Test
  void shouldRefuseWhatIsSaidInTheWrongPlace() {
    Program program =
        Program.of(
            """
            @Remote(durability = Durability.NONE) static void task() {}
            @Remote(concurrencyGroup = "io") static void task2() {}
            @ReadOnly static void task3() {}
            @Remote(concurrencyGroups = {"io=1", "compute=2"}) static class A {
              @Remote(keyed = false) void f() {}
              @Remote(concurrencyGroup = "oi") void g() {}
              @ReadOnly static int h() { return 1; }
              @Remote(concurrencyGroup = "io") static int i() { return 1; }
              @Remote(concurrencyGroup = "io") int j() { return 1; }
            }
            @Remote static class B {
              @Remote(concurrencyGroup = "io") int k() { return 1; }
            }
            """);

    assertThat(program.messages()).allSatisfy(message -> assertThat(message.isError()).isTrue());
    assertThat(program.messages().stream().map(Object::toString).sorted())
        .containsExactly(
            "P$A.f(P.java:9): keyed is said of actors, not of methods. Say it in the annotation of"
                + " the class.",
            "P$A.g(P.java:10): Its class has no concurrency group \"oi\". Did you mean \"io\"?",
            "P$A.h(P.java:11): @ReadOnly is for what reads the state of an actor; a static method"
                + " has none. Take static or @ReadOnly away.",
            "P$A.i(P.java:12): concurrencyGroup is for methods of actors, and this is a task. Take"
                + " it away; cpus says how many of a task run on a member.",
            "P$B.k(P.java:16): Its class has no concurrency group \"io\". Give the class one:"
                + " @Remote(concurrencyGroups = \"io=2\").",
            "P.task(P.java:5): durability is said of actors, not of methods. Say it in the"
                + " annotation of an actor class, or take it away.",
            "P.task2(P.java:6): concurrencyGroup is for methods of actors, and this is a task. Take"
                + " it away; cpus says how many of a task run on a member.",
            "P.task3(P.java:7): @ReadOnly is for methods of actors, and this class is none. Annotate"
                + " the class with @Remote, or take @ReadOnly away.");
  }

  @Test
  void shouldSeeThatAMethodIsReadOnlyWhereNothingIsRemote() {
    Program program = Program.of("@ReadOnly void look() {}");

    assertThat(program.messages()).singleElement().asString().contains("this class is none");
  }

  @Test
  void shouldWarnOfWhatHasNoEffect() {
    Program program =
        Program.of(
            """
            @Remote(cpus = 2, concurrencyGroup = "io") static class A {
              int n; transient int cache;
              @Remote(memory = 5) void f() {}
              @ReadOnly int g() { cache = 2; return n++; }
            }
            """);

    assertThat(program.messages()).noneMatch(message -> message.isError());
    assertThat(program.messages().stream().map(Object::toString).sorted())
        .containsExactly(
            "P$A(P.java:5): concurrencyGroup is for methods, and has no effect on a class. Say it"
                + " of the methods that belong to the group.",
            "P$A(P.java:5): cpus is for methods, and has no effect on a class. Take it away; an"
                + " actor lives where its key belongs.",
            "P$A.f(P.java:7): memory is for tasks, and has no effect on a method of an actor. Take"
                + " it away; concurrencyGroup says how many of its calls run at a time.",
            "P$A.g(P.java:8): This method is @ReadOnly and assigns the field n: what it assigns is"
                + " lost when the actor moves or its member dies. Take @ReadOnly away, or make the"
                + " field transient if it need not be kept.");
  }
}
