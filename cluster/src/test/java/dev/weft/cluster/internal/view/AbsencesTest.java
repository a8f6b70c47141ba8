package dev.weft.cluster.internal.view;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AbsencesTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Sim sim = new Sim(1);
  private final SimNetwork network = new SimNetwork(sim);
  private final SimNode driver = network.node();
  private final List<Watcher> members = Stream.generate(Watcher::new).limit(3).toList();
  private View view = new View(1, members.stream().map(Watcher::id).toList());

  @Test
  void shouldBeGoneOnceAQuorumDoesNotSeeIt() {
    member(0).loses(driver);
    sim.run(LONG);
    assertThat(member(0).gone).isEmpty();

    member(1).loses(driver);
    sim.run(LONG);

    assertThat(member(0).gone).containsExactly(driver.id());
    assertThat(member(1).gone).containsExactly(driver.id());
    assertThat(member(2).gone).isEmpty();
  }

  @Test
  void shouldBeGoneOnlyForThoseThatAreNotCutOff() {
    network.split(List.of(member(0).node), List.of(member(1).node, member(2).node, driver));
    members.forEach(member -> member.loses(driver));

    sim.run(LONG);
    assertThat(member(0).gone).isEmpty();
    assertThat(member(1).gone).containsExactly(driver.id());
    assertThat(member(2).gone).containsExactly(driver.id());

    network.heal();
    sim.run(LONG);
    assertThat(member(0).gone).containsExactly(driver.id());
  }

  @Test
  void shouldForgetTheQuestionWhenTheNodeIsSeenAgain() {
    member(0).loses(driver);
    sim.run(LONG);
    member(0).missing.clear();
    sim.run(LONG);
    member(0).missing.add(driver.id());
    members.forEach(member -> member.missing.add(driver.id()));

    sim.run(LONG);
    assertThat(member(0).gone).isEmpty(); // nobody has looked for it again

    member(0).loses(driver);
    sim.run(LONG);
    assertThat(member(0).gone).containsExactly(driver.id());
  }

  @Test
  void shouldAskThoseWhoAreMembersNow() {
    member(0).loses(driver);
    sim.run(LONG);
    view = new View(2, List.of(member(0).id()));

    sim.run(LONG);

    assertThat(member(0).gone).containsExactly(driver.id());
  }

  @Test
  void shouldTellOnceHoweverOftenItIsAsked() {
    members.forEach(member -> member.missing.add(driver.id()));
    for (int i = 0; i < 10_000; i++) {
      member(0).absences.look(driver.id());
    }

    sim.run(LONG);

    assertThat(sim.steps()).isLessThan(100);

    assertThat(member(0).gone).containsExactly(driver.id());
  }

  private Watcher member(int index) {
    return members.get(index);
  }

  /** A member, with what it does not see. */
  private final class Watcher {

    private final SimNode node = network.node();
    private final Set<NodeId> missing = new HashSet<>();
    private final List<NodeId> gone = new ArrayList<>();
    private final Absences absences =
        new Absences(
            node.id(),
            () -> view,
            other -> !missing.contains(other),
            node.clock(),
            network.link(node, Channel.ABSENCES),
            gone::add);

    Watcher() {
      network.receive(node, Channel.ABSENCES, absences);
    }

    NodeId id() {
      return node.id();
    }

    void loses(SimNode other) {
      missing.add(other.id());
      absences.look(other.id());
    }
  }
}
