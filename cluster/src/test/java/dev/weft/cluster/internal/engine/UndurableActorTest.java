package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.Durability;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.ActorDiedException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.it.fixture.Desk;
import dev.weft.it.fixture.Vault;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors whose state need not outlive their member. */
@Timeout(120)
class UndurableActorTest {

  private final TestNodes nodes = new TestNodes();
  private final String key = "key-" + UUID.randomUUID();
  private int vaults;

  @AfterEach
  void close() {
    Vault.gate(key).countDown();
    nodes.close();
  }

  @Test
  void shouldBeginAnewWhenItsMemberIsLost() {
    nodes.member();
    nodes.member();
    ClusterNode victim = nodes.member();
    ClusterNode driver = driverOf(3);
    ActorAddress once = vaultOn(victim, driver, 1);
    ActorAddress never = vaultOn(victim, driver, 0);
    assertThat(call(driver, once, "add", 5).get()).isEqualTo(5);
    assertThat(call(driver, once, "add", 1).get()).isEqualTo(6);
    assertThat(call(driver, never, "add", 5).get()).isEqualTo(5);

    lose(victim, driver, 2);

    assertThat(call(driver, once, "add", 1).get()).isEqualTo(1);
    assertThat((String) call(driver, once, "who").get()).endsWith("restarts 1, restored false");
    assertThat(call(driver, once, "add", 2).get()).isEqualTo(3);
    assertThatThrownBy(() -> call(driver, never, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("may not begin anew")
        .hasMessageContaining("maxRestarts is 0");
  }

  @Test
  void shouldSayOfCallsUnderWayThatTheyHavePerhapsRun() {
    nodes.member();
    nodes.member();
    ClusterNode victim = nodes.member();
    ClusterNode driver = driverOf(3);
    ActorAddress vault = vaultOn(victim, driver, 1);
    call(driver, vault, "add", 5).get();
    ObjectRef<Object> runs = call(driver, vault, "hold", key);
    Awaitility.await("the call runs").until(() -> Vault.gate(key + "-in").getCount() == 0);
    ObjectRef<Object> waits = call(driver, vault, "add", 1);
    CallOptions again = CallOptions.defaults().retryOn(OutcomeUnknownException.class).retries(1);
    ObjectRef<Object> mayRunAgain = call(driver, again, vault, "add", 10);
    ObjectRef<Object> reads = call(driver, vault, "who");

    lose(victim, driver, 2);

    for (ObjectRef<Object> lost : List.of(runs, waits)) {
      assertThatThrownBy(lost::get)
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("the actor has begun anew");
    }
    assertThat(mayRunAgain.get()).isEqualTo(10);
    assertThatThrownBy(reads::get).isInstanceOf(OutcomeUnknownException.class);
    for (int i = 1; i <= 20; i++) {
      assertThat(call(driver, vault, "add", 1).get()).isEqualTo(10 + i);
    }
  }

  @Test
  void shouldGoAlongWhenItMovesAndBeForgottenWhenItIsCalledThere() {
    ClusterNode first = nodes.member();
    ClusterNode driver = driverOf(1);
    List<ActorAddress> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(vaultOn(first, driver, 1));
      call(driver, all.get(i), "add", 5).get();
    }
    nodes.member();
    ClusterNode victim = nodes.member();
    nodes.awaitWorkers(driver, 3);
    TestNodes.awaitBalance(driver, 3);
    List<ActorAddress> moved = all.stream().filter(actor -> isOn(victim, actor, driver)).toList();
    ActorAddress called = moved.get(0);
    ActorAddress idle = moved.get(1);

    assertThat(call(driver, called, "add", 1).get()).isEqualTo(6);
    assertThat((String) call(driver, called, "who").get()).endsWith("restarts 0, restored true");
    assertThat(call(driver, idle, "look").get()).isEqualTo(5);
    lose(victim, driver, 2);

    assertThat(call(driver, called, "add", 1).get()).isEqualTo(1);
    assertThat(call(driver, idle, "add", 1).get()).isEqualTo(6);
  }

  @Test
  void shouldSleepAndWake() {
    ClusterNode member = nodes.member();
    ClusterNode driver = driverOf(1);
    ActorAddress desk =
        driver
            .actors()
            .create(
                new ActorCreation(
                    RemoteTable.of(Desk.class).find("<init>", "()V"),
                    CallOptions.defaults().durability(Durability.NONE),
                    new Object[0]))
            .address();
    CallOptions none = CallOptions.defaults();
    for (int i = 1; i <= 2; i++) {
      assertThat(call(driver, none, desk, Desk.class, "add", 4).get()).isEqualTo(4 * i);

      Awaitility.await("it sleeps").until(() -> member.awakeActors() == 0);

      assertThat(call(driver, none, desk, Desk.class, "look").get()).isEqualTo(4 * i);
      assertThat(call(driver, none, desk, Desk.class, "isRestored").get()).isEqualTo(true);
    }
  }

  private ClusterNode driverOf(int members) {
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, members);
    TestNodes.awaitBalance(driver, members);
    return driver;
  }

  private static void lose(ClusterNode victim, ClusterNode driver, int left) {
    victim.grid().terminate();
    Awaitility.await("the member is lost").until(() -> driver.workers() == left);
  }

  private ActorAddress vaultOn(ClusterNode member, ClusterNode driver, int maxRestarts) {
    CallOptions options =
        CallOptions.defaults().durability(Durability.NONE).maxRestarts(maxRestarts);
    while (true) {
      String name = key + "-" + vaults++;
      ActorAddress vault =
          driver
              .actors()
              .create(
                  new ActorCreation(
                      RemoteTable.of(Vault.class).keyedConstructor(),
                      options.name(name),
                      new Object[] {name}))
              .address();
      if (isOn(member, vault, driver)) {
        return vault;
      }
    }
  }

  private static boolean isOn(ClusterNode member, ActorAddress actor, ClusterNode driver) {
    int partition = driver.transport().partitionOf(actor.id());
    return member.transport().self().equals(driver.transport().ownerOf(partition));
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress actor, String name, Object... args) {
    return call(node, CallOptions.defaults(), actor, name, args);
  }

  private static ObjectRef<Object> call(
      ClusterNode node, CallOptions options, ActorAddress actor, String name, Object... args) {
    return call(node, options, actor, Vault.class, name, args);
  }

  private static ObjectRef<Object> call(
      ClusterNode node,
      CallOptions options,
      ActorAddress actor,
      Class<?> type,
      String name,
      Object... args) {
    return node.actors()
        .call(new ActorCall(actor, TestNodes.method(type, name), options, args, new int[0]));
  }
}
