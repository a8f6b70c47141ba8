package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.sim.Sim;
import dev.weft.cluster.sim.SimNetwork;
import dev.weft.cluster.sim.SimNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A partition that the table gives to another member. */
class ReplicaMovesTest {

  private static final int PARTITION = 0;

  private final Sim sim = new Sim(1);
  private final SimNetwork network = new SimNetwork(sim);
  private final Set<Integer> lost = new HashSet<>();
  private final List<SimMember> members = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  @Test
  void shouldStayWithABusyOwnerThatCanKeepWhatItDoes() {
    start();
    SimMember owner = ownerOf();
    owner.lists.isBusy = true;
    append(owner, 0);
    sim.run(Duration.ofSeconds(1));

    for (SimMember other : members) {
      if (other != owner) {
        members.forEach(member -> member.moves(PARTITION, other.node.id()));
        other.replicas.open(PARTITION);
        sim.run(Duration.ofSeconds(10));
      }
    }
    append(owner, 1);
    sim.run(Duration.ofSeconds(1));

    assertThat(ownerOf()).isSameAs(owner);
    assertThat(answers).containsExactly("kept", "kept");
  }

  @Test
  void shouldMoveOnceItsOwnerIsIdle() {
    start();
    SimMember owner = ownerOf();
    append(owner, 0);
    sim.run(Duration.ofSeconds(1));
    SimMember other = members.stream().filter(member -> member != owner).findFirst().orElseThrow();

    members.forEach(member -> member.moves(PARTITION, other.node.id()));
    other.replicas.open(PARTITION);
    sim.run(Duration.ofSeconds(10));

    assertThat(ownerOf()).isSameAs(other);
    assertThat(other.lists.values(PARTITION)).hasSize(1);
  }

  private void start() {
    for (int i = 0; i < 3; i++) {
      SimNode node = network.node();
      List<NodeId> listed = new ArrayList<>(members.stream().map(m -> m.node.id()).toList());
      listed.add(node.id());
      members.add(new SimMember(sim, network, node, 1, listed, i == 0, lost));
      members.forEach(member -> member.lists(listed));
      sim.run(Duration.ofSeconds(5));
    }
    NodeId first = SimMember.place(PARTITION, members.get(0).listed(), 0);
    members.stream()
        .filter(member -> member.node.id().equals(first))
        .forEach(member -> member.replicas.open(PARTITION));
    sim.run(Duration.ofSeconds(5));
  }

  private SimMember ownerOf() {
    List<SimMember> owners =
        members.stream().filter(member -> member.lists.isOpen(PARTITION)).toList();
    assertThat(owners).hasSize(1);
    return owners.get(0);
  }

  private void append(SimMember owner, long number) {
    SimMember from = members.stream().filter(member -> member != owner).findFirst().orElseThrow();
    network
        .link(from.node, Channel.ACTORS)
        .send(
            owner.node.id(),
            Lists.append(PARTITION, 5, number, number),
            (answer, failure) ->
                answers.add(failure == null && answer[0] == Lists.VALUE ? "kept" : "not kept"));
  }
}
