package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.ActorDiedException;
import dev.weft.it.fixture.Desk;
import dev.weft.it.fixture.Vault;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors whose calls run beside each other, and actors that sleep. */
@Timeout(90)
class ConcurrentActorTest {

  private final TestNodes nodes = new TestNodes();
  private final String gate = "gate-" + UUID.randomUUID();

  @AfterEach
  void close() {
    for (String name : List.of("", "a", "b", "c", "d", "io")) {
      Vault.gate(gate + name).countDown();
    }
    nodes.close();
  }

  @Test
  void shouldRunAsManyCallsOfEachGroupAsAllowed() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress desk = desk(driver);

    List<ObjectRef<Object>> held = List.of(hold(driver, desk, "a"), hold(driver, desk, "b"));
    ObjectRef<Object> io = call(driver, desk, "holdIo", gate + "io");
    awaitIn("io");
    ObjectRef<Object> moreIo = call(driver, desk, "holdIo", gate + "d");
    ObjectRef<Object> third = hold(driver, desk, "c");
    ObjectRef<Object> fourth = call(driver, desk, "hold", gate);

    assertThat(Vault.gate(gate + "-in").getCount()).isEqualTo(1);
    assertThat(Vault.gate(gate + "d-in").getCount()).isEqualTo(1);
    for (String name : List.of("a", "b", "c", "", "io", "d")) {
      Vault.gate(gate + name).countDown();
    }
    held.forEach(ObjectRef::get);
    List.of(io, moreIo, third, fourth).forEach(ObjectRef::get);
    assertThat(call(driver, desk, "look").get()).isEqualTo(6);
    assertThat((Integer) call(driver, desk, "most").get()).isBetween(4, 5);
  }

  @Test
  void shouldReadBesideACallThatChangesTheState() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress desk = desk(driver);
    call(driver, desk, "add", 4).get();
    ObjectRef<Object> held = hold(driver, desk, "a");

    assertThat(call(driver, desk, "look").get(Duration.ofSeconds(20))).isEqualTo(4);
    assertThat(held.isDone()).isFalse();
    Vault.gate(gate + "a").countDown();
    assertThat(held.get()).isEqualTo(5);
  }

  @Test
  void shouldKeepWhatCallsBesideEachOtherHaveDone() {
    ClusterNode first = nodes.member();
    nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    ActorAddress desk = desk(driver);

    List<ObjectRef<Object>> before =
        IntStream.range(0, 300).mapToObj(i -> call(driver, desk, "add", 1)).toList();
    before.get(20).get();
    first.close();
    List<ObjectRef<Object>> after =
        IntStream.range(0, 300).mapToObj(i -> call(driver, desk, "add", 1)).toList();

    before.forEach(ObjectRef::get);
    after.forEach(ObjectRef::get);
    assertThat(call(driver, desk, "look").get()).isEqualTo(600);
    assertThat((Integer) call(driver, desk, "most").get()).isBetween(1, 3);
    driver.close();
  }

  @Test
  void shouldInterruptAllThatRuns() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress desk = desk(driver);
    List<ObjectRef<Object>> held = List.of(hold(driver, desk, "a"), hold(driver, desk, "b"));

    driver.actors().kill(desk);

    for (ObjectRef<Object> ref : held) {
      assertThatThrownBy(ref::get).isInstanceOf(ActorDiedException.class);
    }
  }

  @Test
  void shouldPutToSleepWhatIsNotCalled() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress desk = desk(driver);
    call(driver, desk, "add", 4).get();
    assertThat(call(driver, desk, "isRestored").get()).isEqualTo(false);

    Awaitility.await("it sleeps").until(() -> member.awakeActors() == 0);

    assertThat(member.load().actors()).isEqualTo(1);
    assertThat(call(driver, desk, "add", 3).get()).isEqualTo(7);
    assertThat(call(driver, desk, "isRestored").get()).isEqualTo(true);
    assertThat(member.awakeActors()).isEqualTo(1);
  }

  @Test
  void shouldSleepAgainAndAgain() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress desk = desk(driver);
    for (int i = 0; i < 3; i++) {
      call(driver, desk, "add", 1).get();
      call(driver, desk, "look").get();
      Awaitility.await("it sleeps").until(() -> member.awakeActors() == 0);
    }

    assertThat(call(driver, desk, "look").get()).isEqualTo(3);
  }

  private ObjectRef<Object> hold(ClusterNode node, ActorAddress desk, String name) {
    ObjectRef<Object> held = call(node, desk, "hold", gate + name);
    awaitIn(name);
    return held;
  }

  private void awaitIn(String name) {
    Awaitility.await("call " + name + " runs")
        .until(() -> Vault.gate(gate + name + "-in").getCount() == 0);
  }

  private static ActorAddress desk(ClusterNode node) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Desk.class).find("<init>", "()V"),
                CallOptions.defaults(),
                new Object[0]))
        .address();
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress actor, String name, Object... args) {
    return node.actors()
        .call(
            new ActorCall(
                actor,
                TestNodes.method(Desk.class, name),
                CallOptions.defaults(),
                args,
                new int[0]));
  }
}
