package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewsTest {

  private final Sim sim = new Sim(1);
  private final SimNetwork network = new SimNetwork(sim);
  private final List<Peer> peers = new ArrayList<>();
  private Quorum quorum = Quorum.MAJORITY;

  @Test
  void shouldKnowTheFirstViewAtOnce() {
    Peer first = new Peer(sim, network, false, quorum);

    first.start(List.of(first.id()), true);

    assertThat(first.views().current()).isEqualTo(new View(1, List.of(first.id())));
    assertThat(first.views().isCutOff()).isFalse();
  }

  @Test
  void shouldAdmitThoseThatJoinAndTellOfEachView() {
    Peer first = join();
    List<Long> told = new ArrayList<>();
    first.views().listen(view -> told.add(view.version()));
    settle();
    Peer second = join();
    settle();
    Peer third = join();
    settle();

    assertThat(views()).containsOnly(new View(3, List.of(first.id(), second.id(), third.id())));
    assertThat(told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldTellAListenerWhatIsKnownWhenItComes() {
    Peer first = join();
    settle();
    List<View> told = new ArrayList<>();

    first.views().listen(told::add);
    settle();

    assertThat(told).containsExactly(first.views().current());
  }

  @Test
  void shouldStandByTheQuorumThatTheFirstChose() {
    quorum = Quorum.ANY;
    join();
    settle();
    quorum = Quorum.MAJORITY;
    Peer second = join();
    settle();

    assertThat(second.views().current().quorum()).isEqualTo(Quorum.ANY);
  }

  @Test
  void shouldStopWithoutAQuorumAndGoOnWithIt() {
    Peer first = join();
    Peer second = join();
    settle();
    View both = first.views().current();

    crash(first);
    settle();

    assertThat(second.views().isCutOff()).isTrue();
    assertThat(second.views().current()).isEqualTo(both);
  }

  @Test
  void shouldGoOnOnBothSidesWhereAnyMemberMay() {
    quorum = Quorum.ANY;
    Peer first = join();
    settle();
    Peer second = join();
    settle();
    Peer third = join();
    settle();
    network.split(List.of(first.node()), List.of(second.node(), third.node()));
    list(first, first);
    list(second, second, third);
    list(third, second, third);
    settle();

    assertThat(first.views().current().members()).containsExactly(first.id());
    assertThat(second.views().current().members()).containsExactly(second.id(), third.id());
    assertThat(third.views().current()).isEqualTo(second.views().current());
    assertThat(Stream.of(first, second, third).anyMatch(peer -> peer.views().isCutOff())).isFalse();
  }

  @Test
  void shouldNotLeaveAVoteOpenOnAChangeThatNobodyWantsAnyMore() {
    Peer first = join();
    settle();
    Peer second = join();
    settle();
    Peer third = join();
    settle();
    View before = first.views().current();
    list(first, first, second);
    assertThat(sim.runUntil(Duration.ofSeconds(1), () -> first.views().vote() != null)).isTrue();
    network.split(List.of(first.node()), List.of(second.node(), third.node()));
    sim.run(Duration.ofMillis(500));
    assertThat(first.views().vote()).isNotNull(); // its own, that the third is out; nobody else's
    assertThat(first.views().current()).isEqualTo(before);

    network.heal();
    listAll();
    settle();

    assertThat(peers).allMatch(peer -> peer.views().vote() == null);
    assertThat(views()).containsOnly(new View(before.version() + 1, before.members()));
  }

  @Test
  void shouldBecomeAMemberAgainUnderAnotherNameOnly() {
    join();
    settle();
    Peer second = join();
    settle();
    Peer third = join();
    settle();
    NodeId former = third.id();
    list(peers.get(0), peers.get(0), second);
    settle();
    assertThat(third.views().isRemoved()).isTrue();
    assertThat(third.views().isCutOff()).isTrue();

    listAll();
    settle();
    assertThat(third.views().isRemoved()).isTrue();

    List<View> told = new ArrayList<>();
    third.views().listen(told::add);
    third.renew();
    listAll();
    settle();
    assertThat(third.views().current().members())
        .containsExactly(peers.get(0).id(), second.id(), third.id())
        .doesNotContain(former);
    assertThat(told).contains(View.none());
  }

  @Test
  void shouldLetTheOlderOfTwoLeave() {
    Peer first = join();
    Peer second = join();
    settle();
    List<Peer> left = new ArrayList<>();

    first.leave(() -> left.add(first));
    settle();
    crash(first);
    settle();

    assertThat(left).containsExactly(first);
    assertThat(second.views().current().members()).containsExactly(second.id());
    assertThat(second.views().isCutOff()).isFalse();
  }

  @Test
  void shouldLetTheLastOneLeaveAtOnce() {
    Peer first = join();
    settle();
    List<Peer> left = new ArrayList<>();

    first.leave(() -> left.add(first));
    settle();

    assertThat(left).containsExactly(first);
  }

  @Test
  void shouldLearnAsAWitnessAndNotBecomeAMember() {
    Peer first = join();
    Peer witness = new Peer(sim, network, true, quorum);

    witness.start(List.of(first.id()), false);
    settle();

    assertThat(witness.views().current()).isEqualTo(new View(1, List.of(first.id())));
    assertThat(first.views().current()).isEqualTo(new View(1, List.of(first.id())));
    assertThat(witness.views().isCutOff()).isFalse();
  }

  @Test
  void shouldAskAPeerThatShowsALaterView() {
    Peer first = join();
    Peer second = join();
    settle();
    network.cut(first.node(), second.node());
    join();
    sim.run(Duration.ofMillis(300));
    long version = first.views().current().version();
    assertThat(second.views().current().version()).isLessThan(version);

    network.heal();
    second.views().behind(first.id(), version);
    sim.run(Duration.ofMillis(10));

    assertThat(second.views().current().version()).isEqualTo(version);
  }

  @Test
  void shouldRefuseGarbageAndBeNoneTheWorse() {
    Peer first = join();
    Peer second = join();
    settle();
    View before = first.views().current();
    Roster known = first.views().known();
    Roster foreign = Roster.first(new UUID(6, 6), second.id(), Quorum.MAJORITY);
    Roster returning = new Roster(known.cluster(), before, known.gone(), known.horizon());
    List<byte[]> bad =
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            letter(second, first, new ViewRequest.Tell(foreign.next(List.of(second.id())))),
            letter(second, second, new ViewRequest.Ask(0)),
            letter(first, first, new ViewRequest.Ask(0)),
            letter(
                second,
                first,
                new ViewRequest.Accept(known, new Ballot(9, new UUID(1, 1)), returning)));
    List<TransportException.Kind> refusals = new ArrayList<>();
    for (byte[] message : bad) {
      network
          .link(second.node(), Channel.VIEWS)
          .send(first.id(), message, (answer, failure) -> refusals.add(kind(failure)));
    }
    settle();

    assertThat(refusals).hasSize(bad.size()).containsOnly(TransportException.Kind.REFUSED);
    assertThat(views()).containsOnly(before);
    join();
    settle();
    assertThat(first.views().current().members()).hasSize(3);
  }

  private static TransportException.@Nullable Kind kind(@Nullable TransportException failure) {
    return failure == null ? null : failure.kind();
  }

  private static byte[] letter(Peer from, Peer to, ViewRequest request) {
    return new ViewWire.Letter(from.id(), to.id(), request).toBytes();
  }

  private Peer join() {
    Peer peer = new Peer(sim, network, false, quorum);
    boolean isFirst = peers.isEmpty();
    peers.add(peer);
    peer.start(ids(), isFirst);
    listAll();
    return peer;
  }

  private void crash(Peer peer) {
    network.crash(peer.node());
    peers.remove(peer);
    listAll();
  }

  private void listAll() {
    peers.forEach(peer -> peer.views().membersChanged(ids()));
  }

  private void list(Peer peer, Peer... listed) {
    peer.views().membersChanged(Arrays.stream(listed).map(Peer::id).toList());
  }

  private List<NodeId> ids() {
    return peers.stream().map(Peer::id).toList();
  }

  private List<View> views() {
    return peers.stream().map(peer -> peer.views().current()).toList();
  }

  private void settle() {
    sim.run(Duration.ofSeconds(5));
  }
}
