package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.task.TaskManager;
import dev.weft.it.fixture.Held;
import dev.weft.it.fixture.Nested;
import dev.weft.spi.TaskCall;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that was given up, and is there all the same: what it says comes too late. */
@Timeout(60)
class AttemptsTest {

  private static final CallOptions DEFAULTS = CallOptions.defaults();

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldNotTakeTheEndOfAnAttemptThatWasGivenUpForThatOfTheNext() throws InterruptedException {
    String key = "attempts";
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> ref = held(driver, "hold", String.class, key);
    await(Held.gate(key + ".running"));
    nodes.member();
    nodes.awaitWorkers(driver, 2);

    driver.transport().leaving(first.transport().self());
    ((TaskManager) driver.tasks()).left(first.transport().self());
    await(Held.gate(key + ".running"));
    Held.gate(key).release(); // for the first, which has waited longer
    Awaitility.await("the first is over").until(() -> first.load().tasks() == 0);
    Object second = held(driver, "where", Object.class, "").get(Duration.ofSeconds(30));
    Held.gate(key).release();

    assertThat(ref.get(Duration.ofSeconds(30))).isEqualTo(second);
  }

  @Test
  void shouldNotRunAnAttemptThatWasGivenUpBesideTheNext() throws InterruptedException {
    ClusterNode member = nodes.member(1);
    ClusterNode driver = nodes.driver();
    ClusterNode other = nodes.driver();
    Semaphore arrived = property("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = property("weft.test.gate", new CountDownLatch(1));
    ObjectRef<Object> ahead = Nested.call(other.tasks(), DEFAULTS, "gate", 0);
    await(arrived);
    ObjectRef<Object> queued = Nested.call(driver.tasks(), DEFAULTS, "gate", 1);
    Awaitility.await("both are there").until(() -> member.load().tasks() == 2);

    ((TaskManager) driver.tasks()).left(member.transport().self());
    Nested.call(driver.tasks(), DEFAULTS.priority(1), "note", 1); // comes after the next attempt
    Awaitility.await("that is there too").until(() -> member.load().tasks() == 3);
    gate.countDown();

    assertThat(queued.get(Duration.ofSeconds(30))).isEqualTo(1);
    assertThat(ahead.get(Duration.ofSeconds(30))).isEqualTo(1);
    Awaitility.await("slots are whole").until(() -> member.load().tasks() == 0);
    assertThat(arrived.availablePermits()).isEqualTo(1);
  }

  private static void await(Semaphore semaphore) throws InterruptedException {
    assertThat(semaphore.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private static <T> T property(String name, T value) {
    System.getProperties().put(name, value);
    return value;
  }

  private static ObjectRef<Object> held(
      ClusterNode driver, String method, Class<?> argument, String value) {
    return driver
        .tasks()
        .submit(
            new TaskCall(
                RemoteTable.of(Held.class)
                    .find(method, "(" + argument.descriptorString() + ")Ljava/lang/String;"),
                DEFAULTS,
                new Object[] {value},
                new int[0]));
  }
}
