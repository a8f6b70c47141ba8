package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.ActorCycleException;
import dev.weft.it.fixture.OpenPeer;
import dev.weft.it.fixture.Peer;
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

/** Actors that wait for each other. */
@Timeout(60)
class ActorCycleTest {

  private final TestNodes nodes = new TestNodes();
  private final String gate = "gate-" + UUID.randomUUID();

  @AfterEach
  void close() {
    Vault.gate(gate).countDown();
    Peer.engines().clear();
    nodes.close();
  }

  @Test
  void shouldReportTheChainOfActorsThatWaitForEachOther() {
    member();
    ClusterNode driver = nodes.driver();
    Peer one = peer(driver);
    Peer two = peer(driver);

    ObjectRef<Object> call = relay(driver, one, two, one);

    assertThatThrownBy(call::get)
        .isInstanceOf(ActorCycleException.class)
        .hasMessageContaining(
            String.join(" -> ", text("relay", one), text("relay", two), text("relay", one)));
    assertThat(relay(driver, one).get()).isEqualTo(2);
    assertThat(relay(driver, two, one).get()).isEqualTo(2);
    assertThat(look(driver, one).get()).isEqualTo(3);
  }

  @Test
  void shouldFindACircleOverSeveralMembers() {
    member();
    member();
    member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 3);
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      peers.add(peer(driver));
    }
    peers.add(peers.get(0));

    ObjectRef<Object> call =
        relay(driver, peers.get(0), peers.subList(1, peers.size()).toArray(new Peer[0]));

    assertThatThrownBy(call::get)
        .isInstanceOf(ActorCycleException.class)
        .hasMessageContaining(
            String.join(" -> ", peers.stream().map(peer -> text("relay", peer)).toList()));
  }

  @Test
  void shouldBreakACircleOfCallsThatBeganApart() {
    member();
    ClusterNode driver = nodes.driver();
    Peer one = peer(driver);
    Peer two = peer(driver);
    ObjectRef<Object> first = relayAfter(driver, one, "a", two);
    ObjectRef<Object> second = relayAfter(driver, two, "b", one);

    Vault.gate(gate + "a").countDown();
    Vault.gate(gate + "b").countDown();

    List<String> failures = new ArrayList<>();
    for (ObjectRef<Object> call : List.of(first, second)) {
      try {
        assertThat(call.get()).isEqualTo(1);
      } catch (ActorCycleException e) {
        failures.add(e.getMessage());
      }
    }
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .contains(text("relayAfter", one), text("relayAfter", two), "Peer.relay on ");
  }

  @Test
  void shouldFindACircleThroughAConstructor() {
    member();
    ClusterNode driver = nodes.driver();
    Peer one = peer(driver);

    ObjectRef<Object> call = call(driver, one, "raise", "()I");

    assertThatThrownBy(call::get)
        .hasStackTraceContaining(ActorCycleException.class.getName())
        .hasStackTraceContaining(text("raise", one) + " -> the constructor of Peer@");
    assertThat(relay(driver, one).get()).isEqualTo(1);
  }

  @Test
  void shouldTakeNoLongWaitForACircle() {
    member();
    ClusterNode driver = nodes.driver();
    Peer slow = peer(driver);
    Peer waits = peer(driver);
    Peer one = peer(driver);
    Peer two = peer(driver);
    ObjectRef<Object> runs = relayAfter(driver, slow, "");
    ObjectRef<Object> waiting = relay(driver, waits, slow);
    ObjectRef<Object> behind = relay(driver, one, waits);

    for (int i = 0; i < 5; i++) {
      ObjectRef<Object> circle = relay(driver, two, peer(driver), two);
      assertThatThrownBy(circle::get).isInstanceOf(ActorCycleException.class);
    }

    assertThat(List.of(runs, waiting, behind)).noneMatch(ObjectRef::isDone);
    Vault.gate(gate).countDown();
    assertThat(runs.get()).isEqualTo(1);
    assertThat(waiting.get()).isEqualTo(1);
    assertThat(behind.get()).isEqualTo(1);
  }

  @Test
  void shouldLetCallsInThatComeFromAReentrantActor() {
    member();
    ClusterNode driver = nodes.driver();
    Peer open = openPeer(driver);
    Peer two = peer(driver);
    Peer three = peer(driver);

    assertThat(relay(driver, open, two, open).get()).isEqualTo(102);
    assertThat(look(driver, open).get()).isEqualTo(102);
    assertThat(relay(driver, open, two, open, three, open).get()).isEqualTo(205 + 100 * 102);
  }

  @Test
  void shouldKeepWhatNestedCallsHaveDoneWithTheCallThatTheyComeFrom() {
    ClusterNode first = member();
    ClusterNode driver = nodes.driver();
    Peer open = openPeer(driver);
    assertThat(relay(driver, open, peer(driver), open).get()).isEqualTo(102);

    member();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    first.close();

    assertThat(look(driver, open).get()).isEqualTo(102);
    assertThat(relay(driver, open, peer(driver), open).get()).isEqualTo(204);
    driver.close();
  }

  @Test
  void shouldRunOneCallOfAReentrantActorAtATime() {
    member();
    ClusterNode driver = nodes.driver();
    Peer open = openPeer(driver);
    Peer two = peer(driver);
    String descriptor = "(Ljava/lang/String;Ljava/util/List;)I";

    ObjectRef<Object> call = call(driver, open, "ask", descriptor, gate, List.of(two));
    ObjectRef<Object> behind = relay(driver, open);
    Awaitility.await("the call back runs").until(() -> Vault.gate(gate + "-in").getCount() == 0);
    assertThat(look(driver, two).get()).isEqualTo(0); // so its own call has ended
    assertThat(call.isDone()).isFalse();
    Vault.gate(gate).countDown();

    assertThat(call.get()).isEqualTo(20);
    assertThat(behind.get()).isEqualTo(21);
  }

  @Test
  void shouldBreakACircleOfReentrantActorsWhoseCallsBeganApart() {
    member();
    ClusterNode driver = nodes.driver();
    Peer one = openPeer(driver);
    Peer two = openPeer(driver);
    ObjectRef<Object> first = relayAfter(driver, one, "a", two);
    ObjectRef<Object> second = relayAfter(driver, two, "b", one);
    Vault.gate(gate + "a").countDown();
    Vault.gate(gate + "b").countDown();

    long failed = 0;
    for (ObjectRef<Object> call : List.of(first, second)) {
      try {
        call.get();
      } catch (ActorCycleException e) {
        failed++;
      }
    }
    assertThat(failed).isEqualTo(1);
  }

  private ClusterNode member() {
    ClusterNode node = nodes.member();
    Peer.engines().add(node.actors());
    return node;
  }

  private static Peer openPeer(ClusterNode node) {
    return new OpenPeer(create(node, OpenPeer.class));
  }

  private static Peer peer(ClusterNode node) {
    return new Peer(create(node, Peer.class));
  }

  private static ActorAddress create(ClusterNode node, Class<? extends Peer> type) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(type).find("<init>", "()V"), CallOptions.defaults(), new Object[0]))
        .address();
  }

  private static ObjectRef<Object> relay(ClusterNode node, Peer first, Peer... others) {
    return call(node, first, "relay", "(Ljava/util/List;)I", List.of(others));
  }

  private ObjectRef<Object> relayAfter(ClusterNode node, Peer first, String name, Peer... others) {
    ObjectRef<Object> call =
        call(
            node,
            first,
            "relayAfter",
            "(Ljava/lang/String;Ljava/util/List;)I",
            gate + name,
            List.of(others));
    Awaitility.await("the call runs").until(() -> Vault.gate(gate + name + "-in").getCount() == 0);
    return call;
  }

  private static ObjectRef<Object> look(ClusterNode node, Peer peer) {
    return call(node, peer, "look", "()I");
  }

  private static ObjectRef<Object> call(
      ClusterNode node, Peer peer, String name, String descriptor, Object... args) {
    return node.actors()
        .call(
            new ActorCall(
                Actor.addressOf(peer),
                RemoteTable.of(peer.getClass()).find(name, descriptor),
                CallOptions.defaults(),
                args,
                new int[0]));
  }

  private static String text(String method, Peer peer) {
    return "Peer." + method + " on " + Actor.addressOf(peer);
  }
}
