package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.TaskFailedException;
import dev.weft.error.TaskTimeoutException;
import dev.weft.error.WeftException;
import dev.weft.it.fixture.Nested;
import dev.weft.spi.TaskEngine;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task's options say about its life, and what becomes of it when its member leaves. */
@Timeout(60)
class TaskLifeTest {

  private static final CallOptions DEFAULTS = CallOptions.defaults();

  private final TestNodes nodes = new TestNodes();

  @BeforeEach
  void reset() {
    Nested.RUNS.clear();
    Nested.NOTES.clear();
    Nested.released = false;
  }

  @AfterEach
  void close() {
    Nested.released = true;
    nodes.close();
  }

  @Test
  void shouldCancelATaskThatIsNotDoneInTime() throws InterruptedException {
    ClusterNode node = embedded(1);
    Nested.interrupted = new CountDownLatch(1);
    CallOptions options = DEFAULTS.timeout(Duration.ofMillis(200));

    ObjectRef<Object> running = Nested.call(options, "sleep", 0);
    ObjectRef<Object> waiting = Nested.call(DEFAULTS.timeout(Duration.ofMillis(20)), "note", 1);

    assertThatThrownBy(running::get)
        .isInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("Nested.sleep was not done within PT0.2S");
    assertThatThrownBy(waiting::get).isInstanceOf(TaskTimeoutException.class);
    assertThat(Nested.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    Awaitility.await("slots are free").until(() -> node.load().tasks() == 0);
    assertThat(Nested.NOTES).isEmpty();
  }

  @Test
  void shouldRunATaskAgainOnTheFailuresThatItNames() {
    embedded(2);

    CallOptions named = DEFAULTS.retryOn(IOException.class, IllegalStateException.class);
    assertThat(Nested.call(named, "flaky", 1).get()).isEqualTo(3);

    assertThatThrownBy(() -> Nested.call(DEFAULTS.retryOn(IOException.class), "flaky", 2).get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("second");
    assertThatThrownBy(() -> Nested.call(named.retries(1), "flaky", 3).get()).hasMessage("second");
    assertThatThrownBy(() -> Nested.call("flaky", 4).get()).hasMessage("first");
  }

  @Test
  void shouldRunAShippedTaskAgainToo() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ObjectRef<Object> ref =
        Nested.call(
            driver.tasks(),
            DEFAULTS.retryOn(IOException.class, RuntimeException.class),
            "flaky",
            7);

    assertThat(ref.get()).isEqualTo(3);
  }

  @Test
  void shouldUseAllSlotsOfALargeMember() throws InterruptedException {
    int slots = 100; // more than a member is given at first
    nodes.member(slots);
    ClusterNode driver = nodes.driver();
    Semaphore arrived = gate("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = gate("weft.test.gate", new CountDownLatch(1));

    List<ObjectRef<Object>> refs =
        IntStream.range(0, slots)
            .mapToObj(i -> Nested.call(driver.tasks(), DEFAULTS, "gate", i))
            .toList();

    await(arrived, slots); // all at the same time
    gate.countDown();
    assertThat(refs).allSatisfy(ref -> assertThat(ref.get()).isEqualTo(1));
  }

  @Test
  void shouldGiveTheRoomOfCancelledTasksToThoseThatWait() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    List<ObjectRef<Object>> endless =
        IntStream.range(0, 100)
            .mapToObj(i -> Nested.call(driver.tasks(), DEFAULTS, "sleep", i))
            .toList();
    ObjectRef<Object> last = Nested.call(driver.tasks(), DEFAULTS, "note", 7);

    endless.forEach(ref -> assertThat(driver.tasks().cancel(ref)).isTrue());

    assertThat(last.get(Duration.ofSeconds(30))).isEqualTo(7);
  }

  @Test
  void shouldTakeTheHighestPriorityFirst() {
    embedded(1);
    Nested.begun = new CountDownLatch(1);
    ObjectRef<Object> blocker = Nested.call("spin", 0);
    Awaitility.await("the slot is taken").until(() -> Nested.begun.getCount() == 0);

    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int priority : new int[] {0, -1, 5, 0, 7}) {
      refs.add(Nested.call(DEFAULTS.priority(priority), "note", priority));
    }
    Nested.released = true;

    refs.forEach(ObjectRef::get);
    blocker.get();
    assertThat(Nested.NOTES).containsExactly(7, 5, 0, 0, -1);
  }

  @Test
  void shouldFreeTheSlotOfATaskThatIgnoresItsInterrupt() {
    ClusterNode node = embedded(1);
    Nested.begun = new CountDownLatch(1);
    ObjectRef<Object> stubborn = Nested.call("spin", 0);
    Awaitility.await("it runs").until(() -> Nested.begun.getCount() == 0);

    assertThat(node.tasks().cancel(stubborn, true)).isTrue();

    assertThatThrownBy(stubborn::get).isInstanceOf(TaskCancelledException.class);
    assertThat(Nested.call("note", 1).get()).isEqualTo(1);
    Nested.released = true;
    assertThat(Nested.call("note", 2).get()).isEqualTo(2);
    Awaitility.await("slots are whole").until(() -> node.load().tasks() == 0);
  }

  @Test
  void shouldFreeTheSlotOfATaskThatHasIgnoredThatItWasCancelled() throws InterruptedException {
    Semaphore arrived = gate("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = gate("weft.test.gate", new CountDownLatch(1));
    ClusterNode node = nodes.embedded(1);
    ClusterNode member = nodes.member(1);
    for (ClusterNode submitter : List.of(node, nodes.driver())) {
      ObjectRef<Object> deaf = Nested.call(submitter.tasks(), DEFAULTS, "deaf", new int[] {1});
      await(arrived, 1);
      ObjectRef<Object> next = Nested.call(submitter.tasks(), DEFAULTS, "note", 1);

      assertThat(submitter.tasks().cancel(deaf)).isTrue();
      assertThat(submitter.tasks().cancel(deaf, true)).isFalse(); // it fails already

      assertThat(next.get(Duration.ofSeconds(30))).isEqualTo(1);
    }
    gate.countDown();
    Awaitility.await("slots are whole")
        .until(() -> node.load().tasks() == 0 && member.load().tasks() == 0);
  }

  @Test
  void shouldLeaveNoResultsOfCancelledTasksInTheGrid() throws InterruptedException {
    Semaphore arrived = gate("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = gate("weft.test.gate", new CountDownLatch(1));
    ClusterNode member = nodes.member(2);
    ClusterNode driver = nodes.driver();
    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      refs.add(Nested.call(driver.tasks(), DEFAULTS, "deaf", new int[] {1 << 20}));
    }
    await(arrived, 2);

    driver.tasks().cancel(refs.get(0));
    gate.countDown();

    assertThat((int[]) refs.get(1).get()).hasSize(1 << 20);
    Awaitility.await("slots are whole").until(() -> member.load().tasks() == 0);
    Object job = driver.transport().self().uuid();
    assertThat(member.grid().hazelcast().getMap("weft.objects." + job).size()).isEqualTo(1);
  }

  @Test
  void shouldWithdrawWhatHasNotBegunAndLeaveAloneWhatHas() throws InterruptedException {
    Semaphore arrived = gate("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = gate("weft.test.gate", new CountDownLatch(1));
    ClusterNode node = nodes.embedded(1);
    ClusterNode member = nodes.member(1);
    for (ClusterNode submitter : List.of(node, nodes.driver())) {
      ObjectRef<Object> running = Nested.call(submitter.tasks(), DEFAULTS, "gate", 1);
      await(arrived, 1);
      ObjectRef<Object> queued = Nested.call(submitter.tasks(), DEFAULTS, "gate", 2);
      ClusterNode worker = submitter.equals(node) ? node : member;
      Awaitility.await("it is queued").until(() -> worker.load().tasks() == 2);

      submitter.tasks().withdraw(running);
      submitter.tasks().withdraw(queued);

      assertThatThrownBy(() -> queued.get(Duration.ofSeconds(30)))
          .isInstanceOf(TaskCancelledException.class);
      assertThat(running.isDone()).isFalse();
      gate.countDown();
      assertThat(running.get(Duration.ofSeconds(30))).isEqualTo(1);
      gate = gate("weft.test.gate", new CountDownLatch(1));
    }
    Awaitility.await("slots are whole")
        .until(() -> node.load().tasks() == 0 && member.load().tasks() == 0);
    assertThat(arrived.availablePermits()).isZero();
  }

  @Test
  void shouldLetGoOfTheArgumentsOfACancelledTaskAtOnce() {
    ClusterNode node = embedded(1);
    Nested.begun = new CountDownLatch(1);
    ObjectRef<Object> blocker = Nested.call("spin", 0);
    WeakReference<String> argument = new WeakReference<>("x".repeat(1 << 20));
    ObjectRef<Object> queued =
        Nested.call(DEFAULTS, "length", Objects.requireNonNull(argument.get()));

    node.tasks().cancel(queued);

    Awaitility.await("the argument is free")
        .until(
            () -> {
              System.gc();
              return argument.get() == null;
            });
    Nested.released = true;
    assertThat(blocker.get()).isEqualTo(0);
  }

  @Test
  void shouldKeepItsSlotsWholeWhateverTasksDo() {
    ClusterNode node = embedded(2);
    shouldBear(node.tasks());
    Awaitility.await("slots are whole").until(() -> node.load().tasks() == 0);
    nodes.close();
    ClusterNode member = nodes.member();
    shouldBear(nodes.driver().tasks());
    Awaitility.await("slots are whole").until(() -> member.load().tasks() == 0);
  }

  private static void shouldBear(TaskEngine engine) {
    Map<String, Class<? extends Throwable>> expected =
        Map.of(
            "memory", OutOfMemoryError.class,
            "stack", StackOverflowError.class,
            "result", NotSerializableValueException.class,
            "checked", IOException.class,
            "unknown", TaskFailedException.class);
    for (int round = 0; round < 20; round++) {
      expected.forEach(
          (how, type) ->
              assertThatThrownBy(() -> Nested.call(engine, DEFAULTS, "bad", how).get())
                  .as(how)
                  .isInstanceOf(type));
      assertThatThrownBy(() -> Nested.call(engine, DEFAULTS, "take", new Nested.Poison()).get())
          .isInstanceOf(WeftException.class)
          .hasStackTraceContaining("poison");
    }
    assertThat(Nested.call(engine, DEFAULTS, "bad", "not at all").get()).isEqualTo("not at all");
  }

  @Test
  void shouldHandOverWhatHasNotBegunAndFinishWhatHasWhenAMemberLeaves()
      throws InterruptedException {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    Semaphore arrived = gate("weft.test.arrived", new Semaphore(0));
    CountDownLatch gate = gate("weft.test.gate", new CountDownLatch(1));
    CallOptions once = DEFAULTS.retries(0);
    List<ObjectRef<Object>> refs =
        IntStream.range(0, 6).mapToObj(i -> Nested.call(driver.tasks(), once, "gate", i)).toList();
    await(arrived, 2);
    nodes.member();
    nodes.awaitWorkers(driver, 2);

    CompletableFuture<Void> leaving = CompletableFuture.runAsync(first::close);
    await(arrived, 2); // two of the others have begun on the second member
    assertThat(leaving).isNotDone();
    gate.countDown();

    assertThat(refs).allSatisfy(ref -> assertThat(ref.get()).isEqualTo(1));
    assertThat(leaving).succeedsWithin(Duration.ofSeconds(30));
    assertThat(arrived.availablePermits()).isEqualTo(2); // 6 in all: none ran twice
  }

  private static void await(Semaphore arrived, int count) throws InterruptedException {
    assertThat(arrived.tryAcquire(count, 30, TimeUnit.SECONDS)).as("%s arrive", count).isTrue();
  }

  private static <T> T gate(String name, T value) {
    System.getProperties().put(name, value);
    return value;
  }

  private ClusterNode embedded(int slots) {
    ClusterNode node = nodes.embedded(slots);
    Nested.engine = node.tasks();
    return node;
  }
}
