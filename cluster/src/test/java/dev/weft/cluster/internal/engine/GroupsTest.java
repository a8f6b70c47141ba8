package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.held;
import static dev.weft.cluster.internal.engine.TestNodes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Bundle;
import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.Placement;
import dev.weft.PlacementGroup;
import dev.weft.Strategy;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.UnplaceableException;
import dev.weft.it.fixture.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bundles that are reserved together, and tasks in them. */
@Timeout(60)
class GroupsTest {

  private static final CallOptions NONE = CallOptions.defaults();
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TestNodes nodes = new TestNodes();
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    Held.gate(key).release(100_000);
    nodes.close();
  }

  @Test
  void shouldReserveRunInsideAndGiveBack() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);

    PlacementGroup group =
        driver.reserve(List.of(Bundle.cpus(2), Bundle.cpus(1)), Strategy.STRICT_SPREAD, LONG);

    assertThat(new HashSet<>(group.members()))
        .containsExactlyInAnyOrder(first.grid().uuid(), second.grid().uuid());
    assertThat(first.inUse().cpus() + second.inUse().cpus()).isEqualTo(3000);
    for (int bundle = 0; bundle < 2; bundle++) {
      String tag = where(driver, Placement.on(group.members().get(1).toString()));
      assertThat(where(driver, Placement.in(group, bundle)).equals(tag)).isEqualTo(bundle == 1);
    }
    assertThat(where(driver, Placement.in(group))).isNotNull();

    group.close();
    group.close();
    awaitIdle(first);
    awaitIdle(second);
    assertThatThrownBy(() -> where(driver, Placement.in(group)))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("it was closed");
  }

  @Test
  void shouldRunNoMoreInABundleThanItHolds() {
    ClusterNode node = nodes.embedded(4);
    PlacementGroup group = node.reserve(List.of(Bundle.cpus(2)), Strategy.PACK, LONG);
    CallOptions inside = NONE.placement(Placement.in(group));
    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      refs.add(held(node, "hold", inside, key));
    }
    awaitRunning(2);
    assertThat(task(node, "add", 1, 1).get(LONG)).as("beside the group").isEqualTo(2);
    assertThatThrownBy(() -> held(node, "hold", inside.cpus(3), key))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("does not fit");

    Held.gate(key).release(6);
    refs.forEach(ref -> ref.get(LONG));
    Awaitility.await("only the group is taken").until(() -> node.inUse().cpus() == 2000);
  }

  @Test
  void shouldReserveAllOrNothing() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    PlacementGroup one = driver.reserve(List.of(Bundle.cpus(1)), Strategy.PACK, LONG);

    assertThatThrownBy(
            () ->
                driver.reserve(
                    List.of(Bundle.cpus(2), Bundle.cpus(2)),
                    Strategy.STRICT_SPREAD,
                    Duration.ofMillis(500)))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("others use them");
    assertThatThrownBy(
            () ->
                driver.reserve(
                    List.of(Bundle.cpus(9)), Strategy.STRICT_PACK, Duration.ofMillis(200)))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("do not have that much");

    Awaitility.await("nothing but the first group is kept")
        .until(() -> first.inUse().cpus() + second.inUse().cpus() == 1000);
    one.close();
    driver.reserve(List.of(Bundle.cpus(2), Bundle.cpus(2)), Strategy.STRICT_SPREAD, LONG).close();
  }

  @Test
  void shouldGetItsTurnOnAMemberThatIsAlwaysBusy() {
    ClusterNode node = nodes.embedded(2);
    for (int i = 0; i < 300; i++) {
      held(node, "hold", NONE, key);
    }
    awaitRunning(2);
    CompletableFuture<PlacementGroup> reserved =
        CompletableFuture.supplyAsync(
            () -> node.reserve(List.of(Bundle.cpus(2)), Strategy.PACK, LONG),
            body -> {
              Thread thread = new Thread(body, "reserves");
              thread.setDaemon(true);
              thread.start();
            });

    Awaitility.await("it is reserved")
        .until(
            () -> {
              Held.gate(key).release();
              return reserved.isDone();
            });

    assertThat(node.load().tasks()).as("tasks that still wait").isPositive();
    reserved.join().close();
  }

  @Test
  void shouldCancelWhatRunsInAGroupThatIsClosed() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    PlacementGroup group = driver.reserve(List.of(Bundle.cpus(1)), Strategy.PACK, LONG);
    ObjectRef<Object> running = held(driver, "hold", NONE.placement(Placement.in(group)), key);
    ObjectRef<Object> queued = held(driver, "hold", NONE.placement(Placement.in(group)), key);
    awaitRunning(1);

    group.close();

    for (ObjectRef<Object> ref : List.of(running, queued)) {
      assertThatThrownBy(() -> ref.get(LONG))
          .isInstanceOf(TaskCancelledException.class)
          .hasMessageContaining("its placement group was closed");
    }
    awaitIdle(member);
  }

  @Test
  void shouldGiveBackWhatAProcessHadThatIsGone() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    driver.reserve(List.of(Bundle.cpus(2)), Strategy.PACK, LONG);
    assertThat(member.inUse().cpus()).isEqualTo(2000);

    driver.grid().terminate();

    awaitIdle(member);
  }

  @Test
  void shouldFailTasksWhoseBundleIsLost() {
    nodes.member();
    ClusterNode lost = nodes.member("gpu=1", "");
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    PlacementGroup group =
        driver.reserve(List.of(Bundle.cpus(1).resource("gpu", 1)), Strategy.PACK, LONG);
    ObjectRef<Object> running = held(driver, "hold", NONE.placement(Placement.in(group)), key);
    awaitRunning(1);

    lost.grid().terminate();

    assertThatThrownBy(() -> running.get(LONG))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("Close the group, and reserve another");
    group.close();
  }

  private static String where(ClusterNode node, Placement placement) {
    return (String) held(node, "where", NONE.placement(placement), "").get();
  }

  private void awaitRunning(int count) {
    Semaphore running = Held.gate(key + ".running");
    Awaitility.await(count + " have begun").until(() -> running.availablePermits() == count);
  }

  private static void awaitIdle(ClusterNode node) {
    Awaitility.await("all given back").until(() -> node.inUse().toString().equals("cpus=0"));
  }
}
