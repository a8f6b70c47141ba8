package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import dev.weft.cluster.sim.Campaign;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimFaults;
import dev.weft.cluster.sim.SimNetwork;
import dev.weft.cluster.sim.SimNode;
import dev.weft.cluster.sim.Sometimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Histories of three to five members that crash, stand still and are cut off one at a time, while
 * callers append to replicated lists: nothing that was acknowledged is lost, nothing is there
 * twice, every reader sees what was acknowledged before it asked, and every call ends.
 */
class ReplicaSimulationTest {

  static final int HISTORIES = 4_000;
  private static final int PARTITIONS = 3;
  private static final Duration DEAD_AFTER = Duration.ofSeconds(10);

  /** How long the grid waits for an answer, whatever became of the connection. */
  private static final Duration GRID_PATIENCE = Duration.ofSeconds(60);

  /** Once nothing is wrong any more: some members are to be found dead, and the rest is quick. */
  private static final Duration TO_RECOVER = Duration.ofSeconds(40);

  @Test
  void shouldKeepEveryAcknowledgedAppendOnce() {
    Sometimes happened = Campaign.run(HISTORIES, ReplicaSimulationTest::history);
    if (!Campaign.isReplay()) {
      happened.require(
          "a member crashes",
          "a member stands still",
          "a member is cut off",
          "a member joins",
          "a member merges",
          "an owner is fenced",
          "an owner is busy",
          "all is kept twice in a view",
          "a call comes again that has run",
          "a read is answered");
    }
  }

  static void history(Sim sim) {
    new World(sim).run();
  }

  /** One cluster with its callers. */
  private static final class World {

    private final Sim sim;
    private final SimNetwork network;
    private final Map<SimNode, SimMember> members = new HashMap<>();
    private final Map<SimNode, Map<SimNode, Long>> heard = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private final List<SimCaller> callers = new ArrayList<>();
    private final Map<Integer, SimCaller.History> histories = new HashMap<>();
    private final List<SimNode> order = new ArrayList<>();
    private final DoubleFault doubleFault = new DoubleFault();
    private boolean isOver;

    World(Sim sim) {
      this.sim = sim;
      network = new SimNetwork(sim);
      network.faults(
          SimFaults.none()
              .withLoss(sim.anyOf(List.of(0.0, 0.0, 0.01, 0.05)))
              .withDoubling(sim.anyOf(List.of(0.0, 0.02, 0.1)))
              .withLateness(sim.anyOf(List.of(0.0, 0.02)), Duration.ofSeconds(3))
              .withPatience(GRID_PATIENCE));
    }

    void run() {
      int count = 2 + sim.random().nextInt(4);
      for (int i = 0; i < count; i++) {
        join(i == 0);
      }
      require(this::isHealthy, "the cluster forms");
      for (int i = 0; i < PARTITIONS; i++) {
        histories.put(i, new SimCaller.History());
      }
      for (int i = 0; i < 4; i++) {
        addCaller(i);
      }
      sim.run(Duration.ofSeconds(1));
      int faults = 1 + sim.random().nextInt(4);
      for (int i = 0; i < faults; i++) {
        fault();
        sim.run(sim.between(Duration.ofMillis(10), Duration.ofSeconds(5)));
        require(() -> isHealthy() || isUndecidable(), "the cluster is whole again");
        if (isUndecidable() || doubleFault.hasHappened()) {
          sim.sometimes("a member crashes while another is being left out");
          return; // nobody may go on, and nobody does; or both copies are gone
        }
      }
      callers.forEach(SimCaller::stop);
      require(() -> callers.stream().allMatch(SimCaller::isDone), "all calls end");
      network.faults(SimFaults.none());
      check();
    }

    private void addCaller(int channel) {
      int partition = channel % PARTITIONS;
      SimCaller caller =
          new SimCaller(
              sim,
              network,
              network.node(),
              partition,
              channel,
              this::reachable,
              histories.get(partition));
      callers.add(caller);
      caller.begin();
    }

    /** A caller knows the members of the largest part; it is told of dead ones late. */
    private List<NodeId> reachable() {
      return alive().stream()
          .map(node -> members.get(node).listed())
          .max((a, b) -> Integer.compare(a.size(), b.size()))
          .orElse(List.of());
    }

    private List<SimNode> alive() {
      return order.stream().filter(node -> !node.isCrashed()).toList();
    }

    private void join(boolean isFirst) {
      SimNode node = network.node();
      order.add(node);
      List<NodeId> listed = alive().stream().map(SimNode::id).toList();
      SimMember member = new SimMember(sim, network, node, PARTITIONS, listed, isFirst, lost);
      members.put(node, member);
      detect(node);
    }

    /** Looks again and again who is to be heard. */
    private void detect(SimNode node) {
      Map<SimNode, Long> own = heard.computeIfAbsent(node, n -> new HashMap<>());
      SimMember member = members.get(node);
      List<NodeId> listed = new ArrayList<>();
      for (SimNode other : order) {
        boolean isHeard =
            other == node
                || (!other.isCrashed()
                    && !other.isPaused()
                    && !network.isCut(other, node)
                    && !network.isCut(node, other));
        if (isHeard) {
          own.put(other, sim.nanoTime());
        }
        long since = sim.nanoTime() - own.getOrDefault(other, sim.nanoTime());
        own.putIfAbsent(other, sim.nanoTime());
        long patience = other.isCrashed() ? Duration.ofMillis(500).toNanos() : DEAD_AFTER.toNanos();
        if (since < patience) {
          listed.add(other.id());
        }
      }
      member.lists(listed);
      if (member.views.isRemoved() && listed.size() > 1) {
        sim.sometimes("a member merges");
        doubleFault.merged();
        order.remove(node);
        order.add(node);
        member.mergeAs(network.rename(node));
      }
      if (!isOver) {
        node.clock().after(Duration.ofMillis(200), () -> detect(node));
      }
    }

    private void fault() {
      List<SimNode> candidates = alive();
      SimNode victim = sim.anyOf(candidates);
      switch (sim.random().nextInt(5)) {
        case 0, 1 -> {
          boolean mayGoOn =
              candidates.size() > 2
                  || members.get(victim).views.current().members().indexOf(victim.id()) == 1;
          if (!mayGoOn) {
            join(false);
            sim.sometimes("a member joins");
            return;
          }
          sim.sometimes("a member crashes");
          doubleFault.crashed();
          network.crash(victim);
          if (sim.chance(0.5)) {
            join(false);
          }
        }
        case 2 -> {
          sim.sometimes("a member stands still");
          victim.pause();
          sim.run(sim.between(Duration.ofMillis(100), Duration.ofSeconds(40)));
          victim.resume();
          doubleFault.outOfReach();
        }
        case 3 -> {
          sim.sometimes("a member is cut off");
          List<SimNode> others = new ArrayList<>(network.nodes());
          others.remove(victim);
          if (sim.chance(0.3)) {
            others.forEach(other -> network.cut(victim, other));
          } else {
            network.split(List.of(victim), others);
          }
          sim.run(sim.between(Duration.ofMillis(100), Duration.ofSeconds(40)));
          network.heal();
          doubleFault.outOfReach();
        }
        default -> {
          sim.sometimes("a member joins");
          join(false);
        }
      }
    }

    /**
     * A member crashes when another one is back that was out of reach; but that one is left out all
     * the same, by votes that were on their way. Two that are gone may have had both copies.
     */
    private final class DoubleFault {

      private static final Duration ON_THEIR_WAY = Duration.ofSeconds(4);

      private long reached = Long.MIN_VALUE / 2;
      private boolean isClose;
      private boolean hasMerged;

      void outOfReach() {
        reached = sim.nanoTime();
        isClose = false;
      }

      void crashed() {
        isClose = sim.nanoTime() - reached < ON_THEIR_WAY.toNanos();
        hasMerged = false;
      }

      void merged() {
        hasMerged = true;
      }

      boolean hasHappened() {
        return isClose && hasMerged && !lost.isEmpty();
      }
    }

    /** Those that are alive are no quorum of the last view that one of them knows. */
    private boolean isUndecidable() {
      View last = View.none();
      for (SimNode node : alive()) {
        View known = members.get(node).views.current();
        last = known.version() > last.version() ? known : last;
      }
      return !last.isQuorum(alive().stream().map(SimNode::id).toList());
    }

    /** All that are alive agree on who is there, and every partition is open at its owner. */
    private boolean isHealthy() {
      Collection<SimNode> alive = alive();
      Set<NodeId> ids = new HashSet<>();
      alive.forEach(node -> ids.add(node.id()));
      for (SimNode node : alive) {
        SimMember member = members.get(node);
        if (!ids.equals(Set.copyOf(member.views.current().members()))
            || !ids.equals(Set.copyOf(member.listed()))) {
          return false;
        }
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        if (histories.isEmpty()) {
          return true;
        }
        SimMember owner = ownerOf(partition);
        if (owner == null || !owner.replicas.isInSync(partition)) {
          return false;
        }
      }
      return true;
    }

    private SimMember ownerOf(int partition) {
      for (SimNode node : alive()) {
        SimMember member = members.get(node);
        if (node.id().equals(SimMember.place(partition, member.listed(), 0))) {
          return member.lists.isOpen(partition) ? member : null;
        }
      }
      return null;
    }

    private void require(BooleanSupplier condition, String what) {
      assertThat(sim.runUntil(TO_RECOVER, Duration.ofMillis(50), condition)).as(what).isTrue();
    }

    private void check() {
      isOver = true;
      assertThat(lost).as("partitions announced lost").isEmpty();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int current = partition;
        require(() -> ownerOf(current) != null, "partition " + partition + " is open");
        List<Long> values = ownerOf(partition).lists.values(partition);
        assertThat(histories.get(partition).faults).as("readers").isEmpty();
        assertThat(values).as("values of partition %d", partition).doesNotHaveDuplicates();
        for (int channel = partition; channel < callers.size(); channel += PARTITIONS) {
          check(channel, values);
        }
      }
    }

    private void check(long channel, List<Long> values) {
      Map<Long, Long> lengths = callers.get((int) channel).lengths();
      lengths.forEach(
          (number, length) ->
              assertThat(values.get((int) (length - 1)))
                  .as("what caller %d appended as its number %d", channel, number)
                  .isEqualTo(SimCaller.value(channel, number)));
      List<Long> own =
          values.stream()
              .filter(value -> value >> 32 == channel)
              .map(v -> v & 0xFFFFFFFFL)
              .toList();
      assertThat(own).as("order of caller %d", channel).isSorted();
    }
  }
}
