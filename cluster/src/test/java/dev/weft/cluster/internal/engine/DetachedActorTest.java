package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.NamedActor;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.shipping.BundleMap;
import dev.weft.cluster.internal.shipping.DetachedClasses;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.error.ActorDiedException;
import dev.weft.it.fixture.Peer;
import dev.weft.it.fixture.Vault;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors that outlive the job that has created them. */
@Timeout(120)
class DetachedActorTest {

  private final TestNodes nodes = new TestNodes();
  private final String key = "key-" + UUID.randomUUID();

  @AfterEach
  void close() {
    Peer.engines().clear();
    Peer.taskEngines().clear();
    nodes.close();
  }

  @Test
  void shouldLiveOnWhenItsDriverHasGone() {
    ClusterNode member = nodes.member();
    ClusterNode creator = nodes.driver();
    ActorAddress vault = detached(creator);
    ActorAddress ordinary = ordinary(creator);
    assertThat(call(creator, vault, "add", 5).get()).isEqualTo(5);
    call(creator, ordinary, "add", 1).get();

    leave(creator, member);

    ClusterNode other = nodes.driver();
    assertThat(other.actors().named("team"))
        .containsExactly(new NamedActor(key, "team", Vault.class.getName()));
    assertThat(other.actors().find(Vault.class.getName(), key, "team")).contains(vault);
    assertThat(call(other, vault, "add", 1).get()).isEqualTo(6);
    assertThat(detached(other)).isEqualTo(vault);
    assertThat(Vault.built(key)).hasValue(1);
    assertThatThrownBy(() -> call(other, ordinary, "add", 1).get())
        .isInstanceOf(ActorDiedException.class);
  }

  @Test
  void shouldFindItsClassesOnMembersThatHaveNeverSeenItsDriver() {
    ClusterNode first = nodes.member();
    ClusterNode creator = nodes.driver();
    ActorAddress vault = detached(creator);
    call(creator, vault, "add", 5).get();
    leave(creator, first);

    ClusterNode second = nodes.member();
    ClusterNode other = nodes.driver();
    nodes.awaitWorkers(other, 2);
    TestNodes.awaitBalance(other, 2);
    first.close();
    assertThat(call(other, vault, "add", 1).get()).isEqualTo(6);
    other.actors().kill(vault, true);

    assertThat(call(other, vault, "add", 1).get()).isEqualTo(1);
    assertThat(second.load().actors()).isEqualTo(1);
    other.close();
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsKilled() {
    ClusterNode member = nodes.member();
    ClusterNode creator = nodes.driver();
    ActorAddress vault = detached(creator);
    call(creator, vault, "add", 5).get();
    leave(creator, member);
    assertThat(member.load().classes()).isPositive();
    ClusterNode other = nodes.driver();

    other.actors().kill(vault);

    assertThat(other.actors().named("team")).isEmpty();
    assertThatThrownBy(() -> call(other, vault, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("it was killed");
    Awaitility.await("its classes and its job are gone")
        .until(() -> member.load().classes() == 0 && member.load().jobs() <= 2);
  }

  @Test
  void shouldKeepNoClassesOfOneThatWasNotCreated() {
    ClusterNode member = nodes.member();
    ClusterNode creator = nodes.driver();
    String brittle = "brittle-" + key;
    Vault.built(brittle).incrementAndGet();

    assertThatThrownBy(() -> vault(creator, brittle, team().detached()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("once only");

    leave(creator, member);
    Awaitility.await("its classes are gone").until(() -> member.load().classes() == 0);
  }

  @Test
  void shouldFindOutThatOneHasNeverComeToLife() {
    ClusterNode member = nodes.member();
    ClusterNode creator = nodes.driver();
    ActorAddress lives = detached(creator);
    int classes = member.load().classes();
    NodeId driver = creator.transport().self();
    new DetachedClasses(new BundleMap(creator.grid().hazelcast()), creator.transport())
        .give(
            driver.uuid(),
            driver,
            Vault.class.getName(),
            JobId.ofDetached(UUID.randomUUID()).uuid(),
            UUID.randomUUID());
    assertThat(member.load().classes()).isGreaterThan(classes);

    Awaitility.await("they are gone")
        .until(
            () -> {
              member.lookAtDetached();
              return member.load().classes() == classes;
            });
    assertThat(call(creator, lives, "add", 1).get()).isEqualTo(1);
  }

  @Test
  void shouldCallOthersAndFindClassesThatItHasNotUsedBefore() {
    ClusterNode member = nodes.member();
    Peer.engines().add(member.actors());
    ClusterNode creator = nodes.driver();
    ActorAddress one = peer(creator, "one");
    ActorAddress two = peer(creator, "two");
    leave(creator, member);
    ClusterNode other = nodes.driver();

    assertThat(relay(other, one, new Peer(two)).get()).isEqualTo(1);
    assertThat(relay(other, two).get()).isEqualTo(2);
    Vault.gate(key).countDown();
    ActorCall usesAnotherClass =
        new ActorCall(
            two,
            RemoteTable.of(Peer.class).find("relayAfter", "(Ljava/lang/String;Ljava/util/List;)I"),
            CallOptions.defaults(),
            new Object[] {key, List.of()},
            new int[0]);
    assertThat(other.actors().call(usesAnotherClass).get()).isEqualTo(3);
  }

  /** Lets a driver go, and all that it has left behind but what is detached. */
  private static void leave(ClusterNode driver, ClusterNode member) {
    NodeId node = driver.transport().self();
    long detached =
        driver.actors().named("team").stream()
            .filter(a -> !a.name().startsWith("ordinary"))
            .count();
    driver.close();
    Awaitility.await("the driver's job has ended")
        .until(
            () ->
                !member.transport().others().contains(node) && member.load().actors() == detached);
  }

  private ActorAddress detached(ClusterNode node) {
    return vault(node, key, team().detached());
  }

  private ActorAddress ordinary(ClusterNode node) {
    return vault(node, "ordinary-" + key, team());
  }

  private static CallOptions team() {
    return CallOptions.defaults().namespace("team");
  }

  private static ActorAddress vault(ClusterNode node, String name, CallOptions options) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Vault.class).keyedConstructor(),
                options.name(name),
                new Object[] {name}))
        .address();
  }

  private static ActorAddress peer(ClusterNode node, String name) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Peer.class).find("<init>", "()V"),
                team().detached().name(name),
                new Object[0]))
        .address();
  }

  @Test
  void shouldHaveOtherMembersRunTasks() {
    List<ClusterNode> members = List.of(nodes.member(), nodes.member());
    members.forEach(member -> Peer.taskEngines().add(member.tasks()));
    ClusterNode creator = nodes.driver();
    nodes.awaitWorkers(creator, 2);
    ActorAddress one = peer(creator, "one");
    NodeId gone = creator.transport().self();
    creator.close();
    Awaitility.await("the driver has gone")
        .until(() -> members.stream().noneMatch(m -> m.transport().others().contains(gone)));
    ClusterNode other = nodes.driver();
    nodes.awaitWorkers(other, 2);

    for (ClusterNode member : members) {
      Object[] args = {member.transport().describe(member.transport().self()), List.of()};
      assertThat(call(other, one, "add", "(Ljava/lang/String;Ljava/util/List;)I", args).get())
          .isEqualTo(40);
    }
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress peer, String name, String descriptor, Object[] args) {
    return node.actors()
        .call(
            new ActorCall(
                peer,
                RemoteTable.of(Peer.class).find(name, descriptor),
                CallOptions.defaults(),
                args,
                new int[0]));
  }

  private static ObjectRef<Object> relay(ClusterNode node, ActorAddress first, Peer... others) {
    return node.actors()
        .call(
            new ActorCall(
                first,
                RemoteTable.of(Peer.class).find("relay", "(Ljava/util/List;)I"),
                CallOptions.defaults(),
                new Object[] {List.of(others)},
                new int[0]));
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress actor, String name, Object... args) {
    return node.actors()
        .call(
            new ActorCall(
                actor,
                TestNodes.method(Vault.class, name),
                CallOptions.defaults(),
                args,
                new int[0]));
  }
}
