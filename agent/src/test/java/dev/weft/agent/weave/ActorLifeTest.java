package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Weft;
import dev.weft.error.ActorDiedException;
import dev.weft.error.NoSuchActorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, keys, ends and new beginnings of actors, in their caller's thread, woven and not. */
class ActorLifeTest {

  private static final String ACTORS =
      """
      static int built;
      @Remote(keyed = true, maxRestarts = 2) static class Account {
        private final String owner; private int sum;
        Account(String owner) { this.owner = owner; built++; }
        int add(int by) { sum += by; return sum; }
        @ReadOnly String text() { return owner + sum; }
        String leave() { Weft.exitActor(); sum = 99; return text(); }
        String where() { return Weft.context().actor().map(a -> a.name().orElse("none") + " in "
            + a.namespace() + ", restarts " + a.restarts() + ", restored " + a.isRestored()
            + ", " + a.address().type()).orElse("nowhere"); }
      }
      @Remote static class Plain { int n; int next() { return ++n; } }
      """;

  private final RecordingEngine engine = new RecordingEngine();

  @AfterEach
  void forget() {
    Weft.shutdown();
  }

  private Object run(boolean isWoven, String body) throws Throwable {
    Program program =
        Program.of(ACTORS + "static Object run() throws Exception {\n" + body + "\n}");
    return (isWoven ? program.woven() : program).run(engine);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBringKeyedActorsToLifeOnce(boolean isWoven) throws Throwable {
    assertThat(
            run(
                isWoven,
                """
                Account alice = Weft.actor(Account.class, "alice");
                alice.add(5);
                Weft.actor(Account.class, "bob").add(1);
                Weft.actor(Account.class, "alice").add(2);
                Weft.actor(Account.class, "alice", "bank").add(100);
                Weft.options().namespace("bank").detached().actor(Account.class, "alice").add(1);
                return alice.text() + Weft.actor(Account.class, "bob").text()
                    + Weft.actor(Account.class, "alice", "bank").text() + built;
                """))
        .isEqualTo("alice7bob1alice1013");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFindNamedActorsInTheirNamespace(boolean isWoven) throws Throwable {
    assertThat(
            run(
                isWoven,
                """
                Plain a = Weft.options().name("x").actor(() -> new Plain());
                a.next();
                Plain b = Weft.options().name("x").actor(() -> new Plain());
                Plain c = Weft.options().name("x").namespace("other").actor(() -> new Plain());
                return b.next() + 10 * c.next() + 100 * Weft.actor(Plain.class, "x").next()
                    + 1000 * Weft.actor(Plain.class, "x", "other").next();
                """))
        .isEqualTo(2 + 10 + 300 + 2000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldSayThatThereIsNone(boolean isWoven) {
    assertThatThrownBy(() -> run(isWoven, "return Weft.actor(Plain.class, \"x\", \"team\");"))
        .isInstanceOf(NoSuchActorException.class)
        .hasMessage(
            "No actor is named \"x\" in the namespace \"team\". Create it with"
                + " Weft.options().name(\"x\").namespace(\"team\").actor(() -> new Plain(…)).");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRefuseANameThatAnotherClassHas(boolean isWoven) {
    assertThatThrownBy(
            () ->
                run(
                    isWoven,
                    """
                    Weft.options().name("x").actor(() -> new Plain());
                    return Weft.actor(Account.class, "x");
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The actor \"x\" is of class P$Plain, not of class P$Account.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFreeTheNameOfAKilledActor(boolean isWoven) throws Throwable {
    assertThat(
            run(
                isWoven,
                """
                Account old = Weft.actor(Account.class, "alice");
                old.add(5);
                Weft.kill(old);
                Weft.kill(old);
                return Weft.actor(Account.class, "alice").add(1) + 10 * built;
                """))
        .isEqualTo(21);
  }

  @Test
  void shouldBeginAnewAsOftenAsAllowed() {
    assertThatThrownBy(
            () ->
                run(
                    true,
                    """
                    Account a = Weft.actor(Account.class, "alice");
                    a.add(5);
                    Weft.kill(a, true);
                    if (a.add(1) != 1 || !a.where().contains("restarts 1")) return a.where();
                    Weft.kill(a, true);
                    if (a.add(2) != 2 || built != 3) return a.where();
                    Weft.kill(a, true);
                    return a.add(1);
                    """))
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("is dead: it was killed.");
  }

  @Test
  void shouldAllowWhatItsCreatorAllows() throws Throwable {
    assertThat(
            run(
                true,
                """
                Plain a = Weft.options().maxRestarts(-1).durability(Durability.NONE).concurrency(2)
                    .maxPendingCalls(5).actor(() -> new Plain());
                a.next();
                for (int i = 0; i < 5; i++) Weft.kill(a, true);
                return a.next();
                """))
        .isEqualTo(1);
  }

  @Test
  void shouldEndAfterTheCallThatAsksForIt() {
    assertThatThrownBy(
            () ->
                run(
                    true,
                    """
                    Account a = Weft.actor(Account.class, "alice");
                    if (!a.leave().equals("alice99")) return "not answered";
                    if (Weft.actor(Account.class, "alice").add(1) != 1) return "still there";
                    return a.text();
                    """))
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("is dead: it has exited.");
  }

  @Test
  void shouldLeavePlainObjectsAliveThatExit() throws Throwable {
    assertThat(run(false, "return new Account(\"x\").leave() + Weft.context().actor();"))
        .isEqualTo("x99Optional.empty");
  }

  @Test
  void shouldRefuseToEndWhatIsNoActor() {
    assertThatThrownBy(() -> run(true, "new Plain().next(); Weft.exitActor(); return null;"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is for methods of actors");
  }

  @Test
  void shouldTellAnActorWhoItIs() throws Throwable {
    assertThat(
            run(
                true,
                """
                return Weft.actor(Account.class, "alice", "bank").where() + "; "
                    + new Account("x").where() + "; " + Weft.context().actor().isPresent();
                """))
        .isEqualTo(
            "alice in bank, restarts 0, restored false, P$Account; none in inline, restarts 0,"
                + " restored false, P$Account; false");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldThrowWhatTheConstructorOfAKeyedActorThrows(boolean isWoven) {
    String failing =
        "static class Broken extends Account { Broken(String key) { super(key);"
            + " throw new IllegalStateException(key); } }";
    Program program =
        Program.of(
            ACTORS
                + failing
                + "static Object run() { return Weft.actor(Broken.class, \"alice\"); }");

    assertThatThrownBy(() -> (isWoven ? program.woven() : program).run(engine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("alice");
  }

  @Test
  void shouldRefuseOptionsInTheWrongPlace() {
    assertThatThrownBy(
            () -> run(true, "return Weft.options().detached().actor(() -> new Plain());"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give it both with .name(…).namespace(…)");
    assertThatThrownBy(
            () -> run(true, "return Weft.options().namespace(\"n\").actor(() -> new Plain());"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("An actor in the namespace \"n\" needs a name");
    assertThatThrownBy(
            () ->
                run(
                    true,
                    """
                    Plain p = new Plain();
                    return Weft.options().concurrency(2).remote(() -> p.next()).get();
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are for the creation of actors")
        .hasMessageContaining("Plain.next");
  }

  @Test
  void shouldLetSoManyThreadsInAsAnnotated() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote(concurrency = 2, concurrencyGroups = "io=1") static class Gate {
              private final CyclicBarrier both = new CyclicBarrier(2);
              final List<String> seen = Collections.synchronizedList(new ArrayList<>());
              void meet() throws Exception { both.await(30, TimeUnit.SECONDS); inner(); }
              void inner() { seen.add("met"); }
              @Remote(concurrencyGroup = "io") void alone() throws Exception {
                seen.add("in"); Thread.yield(); seen.add("out"); }
              int seen(Gate self) { self.inner(); return seen.size(); }
              List<String> all() { return seen; }
            }
            static Object run() throws Exception {
              Gate gate = new Gate();
              ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(4);
              List<Future<?>> all = new ArrayList<>();
              for (int i = 0; i < 2; i++) all.add(pool.submit(() -> { gate.meet(); return 0; }));
              for (Future<?> one : all) one.get();
              for (int i = 0; i < 4; i++) all.add(pool.submit(() -> { gate.alone(); return 0; }));
              for (Future<?> one : all) one.get();
              pool.shutdown();
              gate.seen(gate);
              return String.join(" ", gate.all());
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo("met met in out in out in out in out met");
  }
}
