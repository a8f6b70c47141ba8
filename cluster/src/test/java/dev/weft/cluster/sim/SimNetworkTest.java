package dev.weft.cluster.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.TransportException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimNetworkTest {

  private static final byte[] HELLO = {1};

  private final Sim sim = new Sim(1);
  private final SimNetwork network = new SimNetwork(sim);
  private final SimNode a = network.node();
  private final SimNode b = network.node();
  private final List<String> seen = new ArrayList<>();

  @Test
  void shouldBringAMessageAndItsAnswer() {
    answer();
    send();
    sim.run(Duration.ofSeconds(1));

    assertThat(seen).containsExactly("received", "answered");
  }

  @Test
  void shouldTimeOutWhenTheAnswerIsCutOff() {
    answer();
    network.cut(b, a);
    send();
    sim.run(Duration.ofSeconds(20));

    assertThat(seen).containsExactly("received", "" + Kind.TIMED_OUT);
  }

  @Test
  void shouldTellOfACrashAndOfNodesThatAreNotThere() {
    answer();
    b.pause();
    send();
    sim.run(Duration.ofSeconds(1));
    network.crash(b);
    sim.run(Duration.ofSeconds(20));
    var former = a.id();
    network.rename(a);
    network
        .link(b, Channel.ECHO)
        .send(former, HELLO, (answer, failure) -> seen.add("" + failure.kind()));

    assertThat(seen).containsExactly("" + Kind.NODE_LOST, "" + Kind.NOT_DELIVERED);
  }

  @Test
  void shouldLetAPausedNodeDoEverythingLater() {
    answer();
    b.pause();
    send();
    sim.run(Duration.ofSeconds(1));
    assertThat(seen).isEmpty();

    b.resume();
    sim.run(Duration.ofSeconds(1));
    assertThat(seen).containsExactly("received", "answered");
  }

  @Test
  void shouldDeliverTwiceAndAnswerOnce() {
    answer();
    network.faults(SimFaults.none().withDoubling(1));
    send();
    sim.run(Duration.ofSeconds(20));

    assertThat(seen).containsExactlyInAnyOrder("received", "received", "answered");
  }

  @Test
  void shouldDeliverAgainWhereTheReceiverAsksForIt() {
    network.receive(
        b,
        Channel.ECHO,
        (from, message, reply) -> {
          seen.add("received");
          if (seen.size() < 3) {
            reply.retry();
          } else {
            reply.fail("enough");
          }
        });
    send();
    sim.run(Duration.ofSeconds(5));

    assertThat(seen).containsExactly("received", "received", "received", "" + Kind.REFUSED);
  }

  @Test
  void shouldRunAHistoryAgainEventByEvent() {
    assertThat(history(42)).isEqualTo(history(42)).isNotEqualTo(history(43));
  }

  @Test
  void shouldNameTheSeedOfAHistoryThatFails() {
    assertThatThrownBy(
            () ->
                Campaign.run(
                    100,
                    5,
                    sim -> {
                      if (sim.seed() == 103) {
                        sim.after(Duration.ofSeconds(1), () -> sim.fail("no good"));
                        sim.run(Duration.ofSeconds(2));
                      }
                    }))
        .hasMessageContaining("-Dweft.sim.seed=103")
        .hasMessageContaining("no good");
  }

  @Test
  void shouldMissWhatNeverHappened() {
    Sometimes seen = Campaign.run(1, 1, sim -> sim.sometimes("a thing"));

    seen.require("a thing");
    assertThatThrownBy(() -> seen.require("a thing", "another")).hasMessageContaining("another");
  }

  private void answer() {
    network.receive(
        b,
        Channel.ECHO,
        (from, message, reply) -> {
          seen.add("received");
          reply.send(HELLO);
        });
  }

  private void send() {
    network
        .link(a, Channel.ECHO)
        .send(
            b.id(),
            HELLO,
            (answer, failure) -> seen.add(failure == null ? "answered" : "" + failure.kind()));
  }

  /** Two nodes that call each other in a bad network, with the times at which they hear. */
  private static List<Long> history(long seed) {
    Sim sim = new Sim(seed);
    SimNetwork network = new SimNetwork(sim);
    network.faults(
        SimFaults.none().withLoss(0.2).withDoubling(0.2).withLateness(0.2, Duration.ofSeconds(3)));
    List<Long> times = new ArrayList<>();
    SimNode one = network.node();
    SimNode other = network.node();
    network.receive(other, Channel.ECHO, (from, message, reply) -> reply.send(message));
    for (int i = 0; i < 50; i++) {
      network
          .link(one, Channel.ECHO)
          .send(other.id(), HELLO, (answer, failure) -> times.add(sim.nanoTime()));
      sim.run(Duration.ofMillis(100));
    }
    return times;
  }
}
