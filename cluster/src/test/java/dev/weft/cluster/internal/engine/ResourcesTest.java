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
import dev.weft.error.UnplaceableException;
import dev.weft.it.fixture.Held;
import dev.weft.it.fixture.Nested;
import dev.weft.spi.TaskCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tasks ask for, and who gets it when. */
@Timeout(60)
class ResourcesTest {

  private static final CallOptions NONE = CallOptions.defaults();

  private final TestNodes nodes = new TestNodes();
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    Held.gate(key).release(10_000);
    nodes.close();
  }

  @Test
  void shouldRunTasksOnlyWhereThereIsWhatTheyAskFor() {
    nodes.member();
    ClusterNode withGpu = nodes.member("gpu=1", "");
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    String tag = where(driver, NONE.placement(on(withGpu)));

    for (int i = 0; i < 20; i++) {
      assertThat(where(driver, NONE.resource("gpu", 1))).isEqualTo(tag);
      assertThat(where(driver, NONE.cpus(0).resource("gpu", 0.25))).isEqualTo(tag);
    }
  }

  @Test
  void shouldRunAsManyAtATimeAsThereIsOfIt() {
    ClusterNode member = nodes.member("gpu=2", "");
    ClusterNode driver = nodes.driver();
    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      refs.add(hold(driver, NONE.cpus(0.1).resource("gpu", 0.5)));
    }
    awaitRunning(4);

    assertThat(member.inUse()).hasToString("cpus=0.4, gpu=2");
    ObjectRef<Object> beside = held(driver, "where", NONE, key);
    assertThat(beside.get(Duration.ofSeconds(10))).isNotNull();

    Held.gate(key).release(10);
    refs.forEach(ObjectRef::get);
    awaitIdle(member);
  }

  @Test
  void shouldTakeWhatTheAnnotationSays() {
    ClusterNode node = nodes.embedded(4);
    CallOptions annotated = NONE.cpus(2);
    for (int i = 0; i < 4; i++) {
      node.tasks()
          .submit(
              new TaskCall(
                  TestNodes.method(Held.class, "hold"),
                  NONE.over(annotated),
                  new Object[] {key},
                  new int[0]));
    }
    awaitRunning(2);

    assertThat(node.inUse().cpus()).isEqualTo(4000);
  }

  @Test
  void shouldLendProcessorsButNothingElseOfATaskThatWaits() {
    ClusterNode member = nodes.member("cpus=1,gpu=1", "");
    ClusterNode driver = nodes.driver();
    CompletableFuture<String> promise = promise();
    ObjectRef<Object> later = held(driver, "later", NONE.resource("gpu", 1), key);
    awaitRunning(1);
    Awaitility.await("processor given back").until(() -> member.inUse().cpus() == 0);

    assertThat(member.inUse()).hasToString("cpus=0, gpu=1");
    ObjectRef<Object> next = held(driver, "where", NONE.resource("gpu", 1), key);
    assertThat(held(driver, "where", NONE, key).get(Duration.ofSeconds(10))).isNotNull();
    assertThat(next.isDone()).isFalse();

    promise.complete("done");
    assertThat(later.get()).isEqualTo("done");
    assertThat(next.get(Duration.ofSeconds(10))).isNotNull();
    awaitIdle(member);
  }

  @Test
  void shouldGiveBackEverythingOfTasksThatFailOrAreCancelled() {
    ClusterNode member = nodes.member("gpu=1", "");
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> running = hold(driver, NONE.resource("gpu", 1));
    ObjectRef<Object> queued = hold(driver, NONE.resource("gpu", 1));
    awaitRunning(1);

    driver.tasks().cancel(queued);
    driver.tasks().cancel(running);
    ObjectRef<Object> failed =
        task(driver, NONE.resource("gpu", 1), "fail", new int[0], new Object[] {"checked"});

    assertThatThrownBy(failed::get).hasMessage("on purpose");
    awaitIdle(member);
  }

  @Test
  void shouldNotLetABigRequestStarve() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    hold(driver, NONE);
    awaitRunning(1);
    for (int i = 0; i < 200; i++) {
      hold(driver, NONE);
    }
    ObjectRef<Object> big = held(driver, "where", NONE.cpus(2), key);
    Semaphore gate = Held.gate(key);

    Awaitility.await("the big one is done before the small ones are")
        .until(
            () -> {
              gate.release();
              return big.isDone();
            });
    assertThat(gate.availablePermits() + Held.gate(key + ".running").availablePermits())
        .isLessThan(200);
    assertThat(member.inUse().cpus()).isLessThanOrEqualTo(2000);
  }

  @Test
  void shouldSayAtOnceThatATaskCanRunNowhereAndFailItInTime() {
    nodes.member("gpu=1", "");
    ClusterNode driver = nodes.driver(Duration.ofMillis(300));
    ObjectRef<Object> tooMuch = held(driver, "where", NONE.resource("gpu", 2), key);

    assertThat(driver.stranded()).hasSize(1);
    assertThat(driver.stranded().get(0).request()).isEqualTo("cpus=1, gpu=2");
    assertThat(driver.stranded().get(0).tasks()).isEqualTo(1);
    assertThatThrownBy(() -> tooMuch.get(Duration.ofSeconds(10)))
        .isInstanceOf(UnplaceableException.class)
        .hasMessageContaining("Held.where asks for cpus=1, gpu=2")
        .hasMessageContaining("within 0.3 s");
    assertThat(driver.stranded()).isEmpty();
  }

  @Test
  void shouldRunAStrandedTaskOnAMemberThatComesInTime() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> gpu = held(driver, "where", NONE.resource("gpu", 1), key);
    ObjectRef<Object> zone = held(driver, "where", NONE.placement(Placement.labels("zone=b")), key);
    assertThat(driver.stranded()).hasSize(2);

    nodes.member("gpu=1", "zone=b");

    assertThat(gpu.get(Duration.ofSeconds(20))).isEqualTo(zone.get(Duration.ofSeconds(20)));
    assertThat(driver.stranded()).isEmpty();
  }

  @Test
  void shouldNotStrandOrdinaryTasksBehindOthers() {
    ClusterNode node = nodes.embedded(2);
    for (int i = 0; i < 10; i++) {
      held(node, "where", NONE.resource("gpu", 1), key);
    }

    assertThat(task(node, "add", 1, 2).get(Duration.ofSeconds(10))).isEqualTo(3);
    assertThat(node.stranded().get(0).tasks()).isEqualTo(10);
  }

  @Test
  void shouldNotLockUpWhenTasksThatAskForSomethingWaitForTheirLike() {
    ClusterNode node = nodes.member("chain=100", "");
    Nested.engine = node.tasks();
    Nested.options = NONE.resource("chain", 1);

    assertThat(Nested.down(30)).isEqualTo(30);
    Nested.options = NONE.cpus(0.5);
    assertThat(Nested.down(30)).isEqualTo(30);
    awaitIdle(node);
  }

  @Test
  void shouldNotLockUpWhenTasksInABundleWaitForTheirLike() {
    ClusterNode node = nodes.embedded(1);
    PlacementGroup group =
        node.reserve(List.of(Bundle.cpus(1)), Strategy.PACK, Duration.ofSeconds(10));
    Nested.engine = node.tasks();
    Nested.options = NONE.placement(Placement.in(group));

    assertThat(Nested.down(30)).isEqualTo(30);
    group.close();
    awaitIdle(node);
  }

  @Test
  void shouldCancelAStrandedTask() {
    ClusterNode node = nodes.embedded(2);
    ObjectRef<Object> stranded = held(node, "where", NONE.resource("gpu", 1), key);

    assertThat(node.tasks().cancel(stranded)).isTrue();
    assertThat(stranded.isDone()).isTrue();
  }

  private String where(ClusterNode node, CallOptions options) {
    return (String) held(node, "where", options, key).get();
  }

  private ObjectRef<Object> hold(ClusterNode node, CallOptions options) {
    return held(node, "hold", options, key);
  }

  private static Placement on(ClusterNode node) {
    return Placement.on("127.0.0.1:" + node.grid().address().getPort());
  }

  @SuppressWarnings("unchecked")
  private CompletableFuture<String> promise() {
    return (CompletableFuture<String>)
        System.getProperties()
            .computeIfAbsent("test.later." + key, k -> new CompletableFuture<String>());
  }

  private void awaitRunning(int count) {
    Semaphore running = Held.gate(key + ".running");
    Awaitility.await(count + " tasks run").until(() -> running.availablePermits() >= count);
    assertThat(running.availablePermits()).isEqualTo(count);
  }

  private static void awaitIdle(ClusterNode node) {
    Awaitility.await("all given back").until(() -> node.inUse().toString().equals("cpus=0"));
  }
}
