package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.NamedActor;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.ActorDiedException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.error.OverloadedException;
import dev.weft.error.TaskTimeoutException;
import dev.weft.it.fixture.Vault;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.PromiseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names, keys, ends and new beginnings of actors. */
@Timeout(60)
class ActorLifeTest {

  private final TestNodes nodes = new TestNodes();
  private final String key = "key-" + UUID.randomUUID();

  @AfterEach
  void close() {
    Vault.gate(key).countDown();
    nodes.close();
  }

  @Test
  void shouldBringKeyedActorsToLifeOnce() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ActorAddress first = keyed(driver, key, CallOptions.defaults());
    assertThat(call(driver, first, "add", 5).get()).isEqualTo(5);

    assertThat(keyed(driver, key, CallOptions.defaults())).isEqualTo(first);
    assertThat(Vault.built(key)).hasValue(1);
    assertThat(driver.actors().find(Vault.class.getName(), key)).contains(first);
    assertThat(call(driver, first, "who").get())
        .isEqualTo(key + " in " + driver.actors().namespace() + ", restarts 0, restored false");
  }

  @Test
  void shouldKeepNamespacesApartAndShareThemAmongJobs() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ClusterNode other = nodes.driver();

    ActorAddress own = keyed(driver, key, CallOptions.defaults());
    ActorAddress shared = keyed(driver, key, CallOptions.defaults().namespace("team"));

    assertThat(shared).isNotEqualTo(own);
    assertThat(other.actors().find(Vault.class.getName(), key)).isEmpty();
    assertThat(other.actors().find(Vault.class.getName(), key, "team")).contains(shared);
    assertThat(keyed(other, key, CallOptions.defaults().namespace("team"))).isEqualTo(shared);
    call(driver, shared, "add", 2).get();
    assertThat(call(other, shared, "add", 3).get()).isEqualTo(5);
    assertThat(call(other, shared, "who").get())
        .isEqualTo(key + " in team, restarts 0, restored false");
    assertThatThrownBy(() -> other.actors().find("other.Type", key, "team"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is of class " + Vault.class.getName());
  }

  @Test
  void shouldListTheNamedActorsOfANamespaceWhereverTheyLive() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    ClusterNode other = nodes.driver();
    CallOptions team = CallOptions.defaults().namespace(key);
    List<NamedActor> expected = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      keyed(i % 2 == 0 ? driver : other, "v" + i, team);
      expected.add(new NamedActor("v" + i, key, Vault.class.getName()));
    }
    keyed(driver, "own", CallOptions.defaults());
    TestNodes.counter(driver, CallOptions.defaults(), 0);

    assertThat(other.actors().named(key)).isEqualTo(expected);
    nodes.member(); // whose share is about to move
    assertThat(other.actors().named(key)).isEqualTo(expected);
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    assertThat(driver.actors().named(key)).isEqualTo(expected);
    assertThat(driver.actors().named(driver.actors().namespace()))
        .extracting(NamedActor::name)
        .containsExactly("own");
    assertThat(other.actors().named(other.actors().namespace())).isEmpty();

    driver.actors().kill(keyed(driver, "v10", team));
    assertThat(driver.actors().named(key)).isEqualTo(expected.subList(1, 30));
    assertThat(first.actors().named(key)).hasSize(29);
  }

  @Test
  void shouldKeepNothingOfReaders() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    call(driver, vault, "add", 5).get();

    assertThat(call(driver, vault, "look").get()).isEqualTo(5);
    assertThat(call(driver, vault, "look").get()).isEqualTo(6);
    nodes.member();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    first.close();

    assertThat(call(driver, vault, "look").get()).isEqualTo(5);
    assertThat((String) call(driver, vault, "who").get()).endsWith("restarts 0, restored true");
    driver.close();
  }

  @Test
  void shouldRefuseMoreCallsThanMayWait() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults().maxPendingCalls(2));
    ObjectRef<Object> held = hold(driver, vault);

    List<ObjectRef<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(call(driver, vault, "add", 10));
    }

    for (ObjectRef<Object> refused : calls.subList(2, 5)) {
      assertThatThrownBy(refused::get)
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("Vault.add")
          .hasMessageContaining("2 calls wait for it, no more may.");
    }
    Vault.gate(key).countDown();
    assertThat(held.get()).isEqualTo(1);
    assertThat(calls.get(0).get()).isEqualTo(11);
    assertThat(calls.get(1).get()).isEqualTo(21);
    assertThat(call(driver, vault, "add", 10).get()).isEqualTo(31);
  }

  @Test
  void shouldEndAfterTheCallThatAsksForIt() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    call(driver, vault, "add", 5).get();
    ObjectRef<Object> held = hold(driver, vault);

    ObjectRef<Object> leaves = call(driver, vault, "leave", 4);
    ObjectRef<Object> late = call(driver, vault, "add", 1);
    Vault.gate(key).countDown();

    assertThat(held.get()).isEqualTo(6);
    assertThat(leaves.get()).isEqualTo(key + 10);
    assertThatThrownBy(late::get)
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("is dead: it has exited.");
    assertThatThrownBy(() -> call(driver, vault, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("it has exited");
    assertThat(driver.actors().find(Vault.class.getName(), key)).isEmpty();
    assertThat(call(driver, keyed(driver, key, CallOptions.defaults()), "add", 1).get())
        .isEqualTo(1);
  }

  @Test
  void shouldBeginAnewForTheSameHandles() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ClusterNode other = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults().namespace("team"));
    call(other, vault, "add", 7).get();
    ObjectRef<Object> held = hold(driver, vault);
    ObjectRef<Object> waiting = call(driver, vault, "add", 1);

    driver.actors().kill(vault, true);

    for (ObjectRef<Object> ended : List.of(held, waiting)) {
      assertThatThrownBy(ended::get)
          .isInstanceOf(ActorDiedException.class)
          .hasMessageContaining("was ended: the actor was killed, and has begun anew.");
    }
    assertThat(call(other, vault, "add", 1).get()).isEqualTo(1);
    assertThat(call(driver, vault, "add", 1).get()).isEqualTo(2);
    assertThat((String) call(driver, vault, "who").get()).contains("restarts 1, restored false");

    driver.actors().kill(vault, true);
    assertThat(call(driver, vault, "add", 1).get()).isEqualTo(1);
    driver.actors().kill(vault, true);
    assertThatThrownBy(() -> call(driver, vault, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("it was killed");
  }

  @Test
  void shouldMoveAsTheLifeThatItHasBegun() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    call(driver, vault, "add", 5).get();
    driver.actors().kill(vault, true);
    call(driver, vault, "add", 1).get();

    nodes.member();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    first.close();

    assertThat(call(driver, vault, "add", 1).get()).isEqualTo(2);
    assertThat((String) call(driver, vault, "who").get()).endsWith("restarts 1, restored true");
    driver.actors().kill(vault, true);
    assertThat(call(driver, vault, "add", 1).get()).isEqualTo(1);
    driver.close();
  }

  @Test
  void shouldDieWhenItsNextConstructorFails() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, "brittle-" + key, CallOptions.defaults());
    call(driver, vault, "add", 5).get();

    driver.actors().kill(vault, true);

    assertThatThrownBy(() -> call(driver, vault, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("its constructor failed")
        .hasRootCauseMessage("once only");
  }

  @Test
  void shouldStayDeadOnceItsNextConstructorHasFailed() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    for (int i = 0; i < 200; i++) {
      ActorAddress vault = keyed(driver, "brittle-" + i + key, CallOptions.defaults());
      driver.actors().kill(vault, true);

      assertThatThrownBy(() -> call(driver, vault, "add", 1).get())
          .isInstanceOf(ActorDiedException.class)
          .hasMessageContaining("its constructor failed");
    }
  }

  @Test
  void shouldNotRunACallWhoseTimeIsOver() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    CallOptions soon = CallOptions.defaults().timeout(Duration.ofMillis(200));
    ObjectRef<Object> held = hold(driver, vault);
    ObjectRef<Object> late = call(driver, soon, vault, "add", 10);

    assertThatThrownBy(late::get)
        .isInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("Vault.add")
        .hasMessageContaining("was not run: its time was over while it waited.");
    Vault.gate(key).countDown();
    assertThat(held.get()).isEqualTo(1);
    assertThat(call(driver, soon, vault, "add", 1).get()).isEqualTo(2);
  }

  @Test
  void shouldNotStopACallThatRunsWhenItsTimeIsOver() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    CallOptions soon = CallOptions.defaults().timeout(Duration.ofMillis(200));
    ObjectRef<Object> held = call(driver, soon, vault, "hold", key);

    assertThatThrownBy(held::get)
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("its time was over while it ran");
    Vault.gate(key).countDown();
    assertThat(call(driver, vault, "add", 1).get()).isEqualTo(2);
  }

  @Test
  void shouldLetGoOfACallWhoseInputsDoNotComeInTime() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    PromiseRef<Object> never = new PromiseRef<>();
    ObjectRef<Object> late =
        driver
            .actors()
            .call(
                new ActorCall(
                    vault,
                    TestNodes.method(Vault.class, "add"),
                    CallOptions.defaults().timeout(Duration.ofMillis(200)),
                    new Object[] {never},
                    new int[] {0}));
    ObjectRef<Object> behind = call(driver, vault, "add", 3);

    assertThatThrownBy(late::get)
        .isInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("had no inputs within PT0.2S");
    assertThat(behind.get()).isEqualTo(3);
  }

  @Test
  void shouldRunACallAgainOnTheFailuresThatItsCallerNames() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress vault = keyed(driver, key, CallOptions.defaults());
    CallOptions again = CallOptions.defaults().retryOn(RuntimeException.class).retries(2);

    assertThat(call(driver, again, vault, "fail", 2).get()).isEqualTo(1);
    assertThatThrownBy(() -> call(driver, again, vault, "fail", 99).get())
        .isInstanceOf(IllegalStateException.class);
    assertThat(Vault.built("fail-" + key)).hasValue(6);
    assertThatThrownBy(() -> call(driver, vault, "fail", 99).get())
        .isInstanceOf(IllegalStateException.class);
    assertThat(Vault.built("fail-" + key)).hasValue(7);
  }

  /** A call that runs until its gate, named by the key, is opened. */
  private ObjectRef<Object> hold(ClusterNode node, ActorAddress vault) {
    ObjectRef<Object> held = call(node, vault, "hold", key);
    Awaitility.await("the call runs").until(() -> Vault.gate(key + "-in").getCount() == 0);
    return held;
  }

  private static ActorAddress keyed(ClusterNode node, String key, CallOptions options) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Vault.class).keyedConstructor(),
                options.name(key),
                new Object[] {key}))
        .address();
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress actor, String name, Object... args) {
    return call(node, CallOptions.defaults(), actor, name, args);
  }

  private static ObjectRef<Object> call(
      ClusterNode node, CallOptions options, ActorAddress actor, String name, Object... args) {
    return node.actors()
        .call(new ActorCall(actor, TestNodes.method(Vault.class, name), options, args, new int[0]));
  }
}
