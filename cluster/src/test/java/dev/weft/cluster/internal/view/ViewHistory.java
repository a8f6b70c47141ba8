package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimFaults;
import dev.weft.cluster.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * One history of a cluster: nodes join, leave, crash, pause, are cut off and believe wrong things
 * of each other; in the end everything heals, and all must come to one view.
 */
final class ViewHistory {

  /** What a campaign of histories must contain. */
  static final String[] SOMETIMES = {
    "a member is removed that lives",
    "a removed node has a new name",
    "a member takes a new name by itself",
    "a node that is gone is listed again",
    "a member leaves in good order",
    "a member crashes",
    "a member is paused",
    "the cluster is split",
    "one way is cut",
    "half of the members decide",
    "two members propose",
    "the quorum is lost",
    "all agree in the end",
    "a node is cut off",
  };

  private static final Duration TO_AGREE = Duration.ofSeconds(120);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Sim sim;
  private final SimNetwork network;
  private final ViewRecord record;
  private final List<Peer> peers = new ArrayList<>();

  /** The names of nodes that live, in the order in which they took them; without witnesses. */
  private final List<NodeId> truth = new ArrayList<>();

  private final List<NodeId> formerNames = new ArrayList<>();
  private int crashesLeft;

  private ViewHistory(Sim sim) {
    this.sim = sim;
    network = new SimNetwork(sim);
    record = new ViewRecord(sim);
    crashesLeft = sim.random().nextInt(4);
  }

  static void run(Sim sim) {
    ViewHistory history = new ViewHistory(sim);
    history.begin();
    history.suffer();
    history.heal();
    history.agree();
  }

  private void begin() {
    network.faults(randomFaults());
    int members = sim.random().nextInt(3, 8);
    join(false);
    for (int i = 1; i < members; i++) {
      sim.run(sim.between(Duration.ZERO, Duration.ofMillis(800)));
      join(false);
    }
    if (sim.chance(0.2)) {
      join(true);
    }
    sim.run(sim.between(Duration.ZERO, Duration.ofSeconds(2)));
  }

  private SimFaults randomFaults() {
    SimFaults faults = SimFaults.none().withPatience(Duration.ofSeconds(2));
    if (sim.chance(0.3)) {
      return faults;
    }
    return faults
        .withLoss(sim.random().nextDouble() * 0.2)
        .withDoubling(sim.random().nextDouble() * 0.3)
        .withDelay(Duration.ofMillis(1), Duration.ofMillis(sim.random().nextInt(2, 400)))
        .withLateness(sim.random().nextDouble() * 0.1, Duration.ofSeconds(4));
  }

  private void join(boolean isWitness) {
    Peer peer = new Peer(sim, network, isWitness, Quorum.MAJORITY);
    boolean isFirst = peers.isEmpty();
    peers.add(peer);
    if (!isWitness) {
      truth.add(peer.id());
    }
    peer.views().listen(view -> record.told(peer, view, peers));
    peer.start(List.copyOf(truth), isFirst);
    living().forEach(other -> noticeLater(other));
  }

  private void suffer() {
    int troubles = sim.random().nextInt(2, 14);
    for (int i = 0; i < troubles && !living().isEmpty(); i++) {
      trouble(sim.anyOf(living()));
      sim.run(sim.between(Duration.ZERO, Duration.ofMillis(1200)));
      living().stream()
          .filter(peer -> !peer.isWitness() && peer.views().isCutOff())
          .findAny()
          .ifPresent(peer -> sim.sometimes("a node is cut off"));
      for (Peer peer : living()) {
        if (peer.views().isRemoved() && !peer.isLeaving() && sim.chance(0.5)) {
          renewRemoved(peer);
        }
      }
    }
  }

  private void trouble(Peer peer) {
    switch (sim.random().nextInt(15)) {
      case 0 -> believe(peer, sim.someOf(truth));
      case 1, 13, 14 -> rival(peer);
      case 2 -> living().forEach(this::noticeLater);
      case 3 -> believeOld(peer);
      case 4 -> split();
      case 5 -> cutOneWay(peer);
      case 6 -> network.heal();
      case 7 -> pause(peer);
      case 8 -> peers.forEach(paused -> paused.node().resume());
      case 9 -> crash(peer);
      case 10 -> join(false);
      case 11 -> leave(peer);
      default -> renewMember(peer);
    }
  }

  /** A node lists some others only, and itself. */
  private void believe(Peer peer, List<NodeId> some) {
    List<NodeId> listed = new ArrayList<>(truth);
    listed.removeIf(id -> !some.contains(id) && !id.equals(peer.id()));
    list(peer, listed);
  }

  /** A node lists none that is older, and so takes it upon itself to propose. */
  private void rival(Peer peer) {
    List<NodeId> listed = new ArrayList<>(truth);
    List<NodeId> members = peer.views().current().members();
    listed.removeAll(members.subList(0, Math.max(0, members.indexOf(peer.id()))));
    if (ViewRecord.isQuorum(peer.views().current(), listed)) {
      sim.sometimes("two members propose");
      list(peer, listed);
    }
  }

  /** A node lists one that is there no more. */
  private void believeOld(Peer peer) {
    if (!formerNames.isEmpty()) {
      sim.sometimes("a node that is gone is listed again");
      List<NodeId> listed = new ArrayList<>(truth);
      listed.add(sim.anyOf(formerNames));
      list(peer, listed);
    }
  }

  private void list(Peer peer, List<NodeId> listed) {
    List<NodeId> copy = List.copyOf(listed);
    sim.trace(() -> peer + " lists " + copy);
    peer.node().run(() -> peer.views().membersChanged(copy));
  }

  private void noticeLater(Peer peer) {
    sim.after(sim.between(Duration.ZERO, Duration.ofSeconds(1)), () -> list(peer, truth));
  }

  private void split() {
    sim.sometimes("the cluster is split");
    List<Peer> some = sim.someOf(living());
    List<Peer> others = new ArrayList<>(living());
    others.removeAll(some);
    sim.trace(() -> "split " + some + " | " + others);
    network.split(some.stream().map(Peer::node).toList(), others.stream().map(Peer::node).toList());
    for (List<Peer> side : List.of(some, others)) {
      List<NodeId> names = side.stream().map(Peer::id).toList();
      side.forEach(
          peer ->
              sim.after(
                  sim.between(Duration.ZERO, Duration.ofSeconds(2)), () -> believe(peer, names)));
    }
  }

  private void cutOneWay(Peer peer) {
    sim.sometimes("one way is cut");
    network.cut(peer.node(), sim.anyOf(living()).node());
  }

  private void pause(Peer peer) {
    sim.sometimes("a member is paused");
    peer.node().pause();
  }

  private void crash(Peer peer) {
    if (crashesLeft > 0 && living().size() > 1) {
      crashesLeft--;
      sim.sometimes("a member crashes");
      end(peer);
    }
  }

  private void end(Peer peer) {
    formerNames.add(peer.id());
    truth.remove(peer.id());
    network.crash(peer.node());
    living().forEach(this::noticeLater);
  }

  private void leave(Peer peer) {
    if (peer.isLeaving() || peer.isWitness() || truth.size() < 2) {
      return;
    }
    sim.trace(() -> peer + " wants to leave");
    peer.leave(() -> left(peer));
  }

  private void left(Peer peer) {
    View left = peer.views().current();
    if (left.version() > 0 && !left.contains(peer.id()) && peer.views().isRemoved()) {
      sim.sometimes("a member leaves in good order");
      List<NodeId> informed =
          peers.stream()
              .filter(other -> other.views().current().version() >= left.version())
              .map(Peer::id)
              .toList();
      if (truth.containsAll(left.members()) && !ViewRecord.isQuorum(left, informed)) {
        throw new AssertionError(peer + " has left, and only " + informed + " know " + left);
      }
    }
    end(peer);
  }

  /** A node that is out for good merges into the cluster again. */
  private void renewRemoved(Peer peer) {
    sim.sometimes("a removed node has a new name");
    if (truth.contains(peer.id())) {
      sim.sometimes("a member is removed that lives");
    }
    renew(peer);
  }

  private void renewMember(Peer peer) {
    if (crashesLeft > 0 && !peer.isWitness() && !peer.isLeaving()) {
      crashesLeft--; // for the votes it is the same
      sim.sometimes("a member takes a new name by itself");
      renew(peer);
    }
  }

  private void renew(Peer peer) {
    peer.node()
        .run(
            () -> {
              formerNames.add(peer.id());
              truth.remove(peer.id());
              NodeId former = peer.id();
              record.renewed(former, peer);
              peer.node()
                  .clock()
                  .soon(() -> record.renewed(former, peer)); // it may vote until then
              peer.renew();
              truth.add(peer.id());
              list(peer, List.of(peer.id()));
              living().forEach(this::noticeLater);
            });
  }

  private void heal() {
    network.faults(SimFaults.none().withPatience(Duration.ofSeconds(2)));
    network.heal();
    peers.forEach(peer -> peer.node().resume());
    sim.run(Duration.ofSeconds(2)); // what was noticed is old, what was on its way mostly arrived
    living().forEach(peer -> list(peer, truth));
  }

  private void agree() {
    if (sim.runUntil(TO_AGREE, LOOK, this::isAgreed)) {
      sim.sometimes("all agree in the end");
      return;
    }
    View latest =
        living().stream()
            .map(peer -> peer.views().current())
            .max(Comparator.comparing(View::version))
            .orElse(View.none());
    if (ViewRecord.isQuorum(latest, truth)) {
      throw new AssertionError(
          "After "
              + TO_AGREE
              + " in peace, "
              + truth
              + " do not agree: "
              + living().stream().map(peer -> peer + ": " + peer.views().current()).toList());
    }
    sim.sometimes("the quorum is lost");
  }

  private boolean isAgreed() {
    for (Peer peer : living()) {
      if (peer.views().isRemoved() && !peer.isLeaving()) {
        renewRemoved(peer);
        return false;
      }
    }
    View latest = record.latest();
    return living().stream().allMatch(peer -> peer.views().current().equals(latest))
        && new HashSet<>(latest.members()).equals(new HashSet<>(truth));
  }

  private List<Peer> living() {
    return peers.stream().filter(Peer::isAlive).toList();
  }
}
