package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.Placement;
import dev.weft.error.UnplaceableException;
import dev.weft.it.fixture.Held;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.TaskCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where tasks run. */
@Timeout(60)
class PlacementTest {

  private static final CallOptions NONE = CallOptions.defaults();

  private final TestNodes nodes = new TestNodes();
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    Held.gate(key).release(100_000);
    nodes.close();
  }

  @Test
  void shouldRunOnTheMemberThatIsNamed() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);

    Set<String> tags = new HashSet<>();
    for (ClusterNode member : List.of(first, second)) {
      String tag = where(driver, Placement.on(address(member)));
      for (int i = 0; i < 10; i++) {
        assertThat(where(driver, Placement.on(member.grid().uuid().toString()))).isEqualTo(tag);
        assertThat(where(driver, Placement.prefer(address(member)))).isEqualTo(tag);
      }
      tags.add(tag);
    }
    assertThat(tags).hasSize(2);
  }

  @Test
  void shouldFailAtOnceWhenTheNamedMemberIsNotThere() {
    nodes.member();
    ClusterNode gone = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    String address = address(gone);
    ObjectRef<Object> running = held(driver, "hold", NONE.placement(Placement.on(address)), key);
    awaitRunning(1);

    gone.grid().terminate();

    assertThatThrownBy(() -> running.get(Duration.ofSeconds(30)))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("Held.hold may only run on member " + address);
    assertThatThrownBy(() -> where(driver, Placement.on(address)))
        .isInstanceOf(UnplaceableException.class);
    assertThat(where(driver, Placement.prefer(address))).isNotNull();
  }

  @Test
  void shouldSpreadEvenly() {
    nodes.member();
    nodes.member();
    nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 3);

    List<String> tags = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      tags.add(where(driver, Placement.spread()));
    }

    assertThat(new HashSet<>(tags))
        .hasSize(3)
        .allMatch(tag -> Collections.frequency(tags, tag) == 10);
  }

  @Test
  void shouldRunWhereTheLabelsMatch() {
    nodes.member("", "zone=a,disk=ssd");
    ClusterNode wanted = nodes.member("", "zone=b,disk=ssd");
    nodes.member("", "zone=b");
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 3);
    String tag = where(driver, Placement.on(address(wanted)));

    for (int i = 0; i < 20; i++) {
      assertThat(where(driver, Placement.labels("zone=b", "disk"))).isEqualTo(tag);
      assertThat(where(driver, Placement.labels("disk=ssd", "!zone=a"))).isEqualTo(tag);
    }
  }

  @Test
  void shouldRunNearAnObjectAndAnActor() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    Set<String> tags = new HashSet<>();
    for (ClusterNode member : List.of(first, second)) {
      String tag = where(driver, Placement.on(address(member)));
      ActorAddress actor = actorOn(driver, member);
      for (int i = 0; i < 10; i++) {
        assertThat(where(driver, Placement.near(TestNodes.handle(actor)))).isEqualTo(tag);
      }
      tags.add(tag);
    }
    assertThat(tags).hasSize(2);
    for (int i = 0; i < 10; i++) {
      ObjectRef<byte[]> put = driver.objects().put(new byte[100]);
      assertThat(where(driver, Placement.near(put)))
          .isEqualTo(where(driver, Placement.near(put)))
          .isIn(tags);
    }
  }

  @Test
  void shouldSendTasksToWhereTheirArgumentsAre() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    for (ClusterNode member : List.of(first, second, first, second)) {
      String tag = where(driver, Placement.on(address(member)));
      ObjectRef<byte[]> held = putOn(driver, member, 300_000);
      ObjectRef<byte[]> small = driver.objects().put(new byte[10]);
      for (int i = 0; i < 10; i++) {
        ObjectRef<Object> task =
            driver
                .tasks()
                .submit(
                    new TaskCall(
                        TestNodes.method(Held.class, "whereWith"),
                        NONE,
                        new Object[] {held, small},
                        new int[] {0, 1}));
        assertThat(task.get()).isEqualTo(tag);
      }
    }
  }

  @Test
  void shouldShareALongBacklogWithAMemberThatJoinsLater() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    String tag = where(driver, Placement.any());
    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      refs.add(held(driver, "hold", NONE, key));
    }
    awaitRunning(2);

    ClusterNode second = nodes.member();

    awaitRunning(4);
    for (int begun = 5; begun <= 200; begun++) {
      Held.gate(key).release();
      awaitRunning(begun);
    }
    Held.gate(key).release(4);
    long there = refs.stream().filter(ref -> !ref.get().equals(tag)).count();
    assertThat(there).as("of 200, done by the one that came later").isBetween(50L, 150L);
    Awaitility.await("nothing is left")
        .until(() -> first.load().tasks() + second.load().tasks() == 0);
  }

  private void awaitRunning(int count) {
    Semaphore running = Held.gate(key + ".running");
    Awaitility.await(count + " have begun")
        .pollInterval(Duration.ofMillis(1))
        .until(() -> running.availablePermits() == count);
  }

  /** An object that a member owns: ids are drawn until one is there. */
  private static ObjectRef<byte[]> putOn(ClusterNode driver, ClusterNode member, int size) {
    while (true) {
      ObjectRef<byte[]> ref = driver.objects().put(new byte[size]);
      if (where(driver, Placement.near(ref)).equals(where(driver, Placement.on(address(member))))) {
        return ref;
      }
    }
  }

  private static ActorAddress actorOn(ClusterNode driver, ClusterNode member) {
    int before = member.load().actors();
    while (true) {
      ActorAddress actor = TestNodes.counter(driver, NONE, 0);
      if (member.load().actors() > before) {
        return actor;
      }
    }
  }

  private static String where(ClusterNode node, Placement placement) {
    return (String) held(node, "where", NONE.placement(placement), "").get();
  }

  private static String address(ClusterNode node) {
    return "127.0.0.1:" + node.grid().address().getPort();
  }
}
