package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.call;
import static dev.weft.cluster.internal.engine.TestNodes.counter;
import static dev.weft.cluster.internal.engine.TestNodes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.ActorDiedException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.it.fixture.Sums;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.provider.Stores;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterNodeTest {

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldRunTasksOnMembersThatLackTheirClasses() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();

    List<ObjectRef<Object>> refs =
        IntStream.range(0, 1000).mapToObj(i -> task(driver, "add", i, 1)).toList();

    assertThat(refs.stream().mapToInt(ref -> (Integer) ref.get()).sum()).isEqualTo(500_500);
    assertThat(member.load().classes()).isPositive();
  }

  @Test
  void shouldPassReadyAndLateInputsByRef() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ObjectRef<Object> ramp = task(driver, "ramp", 100_000);
    ObjectRef<Object> total =
        task(driver, CallOptions.defaults(), "total", new int[] {0}, new Object[] {ramp});
    ObjectRef<long[]> put = driver.objects().put(new long[] {1, 2, 3});
    ObjectRef<Object> small =
        task(driver, CallOptions.defaults(), "total", new int[] {0}, new Object[] {put});

    assertThat(total.get()).isEqualTo(4_999_950_000L);
    assertThat(small.get()).isEqualTo(6L);
    assertThat((long[]) ramp.get()).hasSize(100_000);
  }

  @Test
  void shouldKeepTheInterruptFlagOfThoseWhoFetchALargeValue() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> ramp = task(driver, "ramp", 100_000);
    Awaitility.await("the task is done").until(ramp::isDone);

    Thread.currentThread().interrupt();
    Throwable thrown = catchThrowable(ramp::get);

    assertThat(Thread.interrupted()).isTrue();
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(WaitInterruptedException.class);
    }
    assertThat((long[]) ramp.get()).hasSize(100_000);
  }

  @Test
  void shouldStartTasksHoweverManyWaitForThem() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    PromiseRef<Object> late = new PromiseRef<>();
    ObjectRef<Object> awaited = task(driver, CallOptions.defaults(), "add", new int[] {0}, late, 1);
    List<ObjectRef<Object>> waiting =
        IntStream.range(0, 300)
            .mapToObj(i -> task(driver, "sumOf", (Object) new ArrayList<>(List.of(awaited))))
            .toList();

    assertThat(task(driver, "add", 1, 1).get(Duration.ofSeconds(30))).isEqualTo(2);

    late.complete(Outcome.of(1));
    assertThat(waiting).allSatisfy(ref -> assertThat(ref.get()).isEqualTo(2));
  }

  @Test
  void shouldKeepRefsInsideValues() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    List<ObjectRef<Object>> parts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      parts.add(task(driver, "add", i, 0));
    }

    assertThat(task(driver, "sumOf", parts).get()).isEqualTo(45);
  }

  @Test
  void shouldFailATaskWithItsOwnExceptionAndItsInputs() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ObjectRef<Object> failed = task(driver, "fail", "checked");
    ObjectRef<Object> dependent =
        task(driver, CallOptions.defaults(), "add", new int[] {0}, failed, 1);

    assertThatThrownBy(failed::get).isInstanceOf(IOException.class).hasMessage("on purpose");
    assertThatThrownBy(dependent::get).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> task(driver, "fail", "error").get())
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> task(driver, "fail", "text").get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("text");
  }

  @Test
  void shouldShowTheProgramsFramesAndTheMemberOfAFailureAtEachGet() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> failed = task(driver, "fail", "text");
    ObjectRef<Object> dependent =
        task(driver, CallOptions.defaults(), "add", new int[] {0}, failed, 1);

    Throwable thrown = catchThrowable(dependent::get);

    List<String> trace = Arrays.stream(thrown.getStackTrace()).map(Object::toString).toList();
    assertThat(trace.get(0)).startsWith("dev.weft.it.fixture.Sums.fail(Sums.java:");
    assertThat(trace.get(1))
        .isEqualTo("---- weft.member (127.0.0.1:" + member.grid().address().getPort() + ")");
    assertThat(trace).noneMatch(line -> line.contains("dev.weft.cluster"));
    assertThat(catchThrowable(failed::get)).isSameAs(thrown);
    assertThat(thrown.getStackTrace()).extracting(Object::toString).isEqualTo(trace);
  }

  @Test
  void shouldRefuseAnArgumentThatCannotTravelAtTheCall() {
    ClusterNode node = nodes.embedded(2);

    assertThatThrownBy(() -> task(node, "sumOf", List.of(new Socket())))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("java.net.Socket");
  }

  @Test
  void shouldInterruptACancelledTaskAndUseItsSlotAgain() {
    ClusterNode node = nodes.embedded(1);
    ObjectRef<Object> endless = task(node, "sleepUntilInterrupted");
    ObjectRef<Object> queued = task(node, "add", 1, 2);

    assertThat(node.tasks().cancel(endless)).isTrue();

    assertThatThrownBy(endless::get).isInstanceOf(TaskCancelledException.class);
    assertThat(queued.get()).isEqualTo(3);
    assertThat(node.tasks().cancel(queued)).isFalse();
  }

  @Test
  void shouldCallAnActorOneAtATimeInOrder() {
    nodes.member();
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress actor = counter(driver, CallOptions.defaults(), 10);

    List<ObjectRef<Object>> refs =
        IntStream.range(0, 500).mapToObj(i -> call(driver, actor, "add", i)).toList();

    assertThat(refs.get(499).get()).isEqualTo(10 + 124_750);
    assertThat(call(driver, actor, "seen").get())
        .isEqualTo(IntStream.range(0, 500).boxed().toList());
  }

  @Test
  void shouldHoldBackCallsBehindALateInput() {
    ClusterNode node = nodes.embedded(2);
    ActorAddress actor = counter(node, CallOptions.defaults(), 0);
    ObjectRef<Object> blocker = task(node, "sleepUntilInterrupted");
    ObjectRef<Object> late = call(node, actor, "add", new int[] {0}, blocker);
    ObjectRef<Object> behind = call(node, actor, "add", 5);

    assertThatThrownBy(() -> behind.get(Duration.ofMillis(200)))
        .isInstanceOf(GetTimeoutException.class);
    node.tasks().cancel(blocker);

    assertThatThrownBy(late::get).isInstanceOf(TaskCancelledException.class);
    assertThat(behind.get()).isEqualTo(5);
  }

  @Test
  void shouldNotHoldBackOtherCallersOfTheSameProcess() {
    ClusterNode node = nodes.embedded(2);
    ActorAddress actor = counter(node, CallOptions.defaults(), 0);
    Sums.hook = () -> (Integer) call(node, actor, "add", 1).get();

    ObjectRef<Object> input = task(node, "hook", 0);
    ObjectRef<Object> late = call(node, actor, "add", new int[] {0}, input);

    assertThat(late.get(Duration.ofSeconds(10))).isEqualTo(2);
  }

  @Test
  void shouldGoOnAfterACallThatCannotBeSent() {
    ClusterNode node = nodes.embedded(2);
    ActorAddress actor = counter(node, CallOptions.defaults(), 0);
    PromiseRef<Object> foreign = new PromiseRef<>();
    foreign.complete(Outcome.of(new Thread()));

    ObjectRef<Object> broken = call(node, actor, "add", new int[] {0}, foreign);
    ObjectRef<Object> task = task(node, CallOptions.defaults(), "add", new int[] {0}, foreign, 1);

    assertThatThrownBy(() -> broken.get(Duration.ofSeconds(10)))
        .isInstanceOf(NotSerializableValueException.class);
    assertThatThrownBy(() -> task.get(Duration.ofSeconds(10)))
        .isInstanceOf(NotSerializableValueException.class);
    assertThat(call(node, actor, "add", 3).get(Duration.ofSeconds(10))).isEqualTo(3);
  }

  @Test
  void shouldNeverRunATaskThatWasCancelledWhileItWaited() {
    ClusterNode node = nodes.embedded(1);
    AtomicInteger runs = new AtomicInteger();
    Sums.hook = runs::incrementAndGet;
    ObjectRef<Object> input = task(node, "sleepUntilInterrupted");
    ObjectRef<Object> waiting = task(node, CallOptions.defaults(), "hook", new int[] {0}, input);
    ObjectRef<Object> queued = task(node, "hook", 0);

    assertThat(node.tasks().cancel(waiting)).isTrue();
    assertThat(node.tasks().cancel(queued)).isTrue();
    node.tasks().cancel(input);

    assertThat(task(node, "add", 1, 1).get()).isEqualTo(2);
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldForgetTheObjectsOfADriverThatOnlyPut() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    driver.objects().put(new byte[1 << 20]);
    UUID job = driver.grid().uuid();
    Awaitility.await("objects of the driver are known")
        .until(() -> Stores.jobsWithObjects(member.grid().hazelcast()).contains(job));

    driver.close();

    Awaitility.await("objects of the driver are gone")
        .until(() -> !Stores.jobsWithObjects(member.grid().hazelcast()).contains(job));
  }

  @Test
  void shouldThrowWhatAConstructorThrows() {
    ClusterNode node = nodes.embedded(2);

    assertThatThrownBy(() -> counter(node, CallOptions.defaults(), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start is negative");
  }

  @Test
  void shouldCreateANamedActorOnce() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    CallOptions named = CallOptions.defaults().name("stats");

    ActorAddress first = counter(driver, named, 1);
    ActorAddress second = counter(driver, named, 100);

    assertThat(second).isEqualTo(first);
    assertThat(call(driver, second, "add", 1).get()).isEqualTo(2);
    assertThat(driver.actors().find(first.type(), "stats")).contains(first);
    assertThat(driver.actors().find(first.type(), "other")).isEmpty();

    driver.actors().kill(first);

    assertThat(driver.actors().find(first.type(), "stats")).isEmpty();
    assertThatThrownBy(() -> call(driver, first, "add", 1).get())
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("killed");
    assertThat(call(driver, counter(driver, named, 7), "add", 0).get()).isEqualTo(7);
  }

  @Test
  void shouldFailCallsInProgressWhenAnActorIsKilled() {
    ClusterNode node = nodes.embedded(2);
    ActorAddress actor = counter(node, CallOptions.defaults(), 0);
    ObjectRef<Object> running = call(node, actor, "block");
    ObjectRef<Object> queued = call(node, actor, "add", 1);
    Awaitility.await().until(() -> node.load().actors() == 1);

    node.actors().kill(actor);

    assertThatThrownBy(() -> queued.get(Duration.ofSeconds(10)))
        .isInstanceOf(ActorDiedException.class);
    assertThatThrownBy(() -> running.get(Duration.ofSeconds(10)))
        .satisfies(
            e ->
                assertThat(e)
                    .isInstanceOfAny(ActorDiedException.class, InterruptedException.class));
  }

  @Test
  void shouldMoveActorsWhenMembersJoinAndLeave() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    List<ActorAddress> actors =
        IntStream.range(0, 40).mapToObj(i -> counter(driver, CallOptions.defaults(), i)).toList();
    actors.forEach(actor -> call(driver, actor, "add", 1));

    ClusterNode second = nodes.member();
    Awaitility.await("actors on the second member").until(() -> second.load().actors() > 5);
    List<ObjectRef<Object>> during = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      actors.forEach(actor -> during.add(call(driver, actor, "add", 1)));
    }
    first.close();
    during.forEach(ref -> ref.get(Duration.ofSeconds(30)));

    for (int i = 0; i < actors.size(); i++) {
      assertThat(call(driver, actors.get(i), "add", 0).get()).isEqualTo(i + 21);
      assertThat((List<?>) call(driver, actors.get(i), "seen").get()).hasSize(22);
    }
    assertThat(actors.stream().map(a -> call(driver, a, "restored").get())).contains("restored");
    assertThat(second.load().actors()).isEqualTo(40);
  }

  @Test
  void shouldKeepActorsWhoseMemberIsLost() {
    nodes.member();
    ClusterNode doomed = nodes.member();
    nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 3);
    TestNodes.awaitBalance(driver, 3);
    List<ActorAddress> actors =
        IntStream.range(0, 30).mapToObj(i -> counter(driver, CallOptions.defaults(), i)).toList();
    List<ObjectRef<Object>> during = new ArrayList<>();

    for (int round = 0; round < 40; round++) {
      actors.forEach(actor -> during.add(call(driver, actor, "add", 1)));
      if (round == 20) {
        doomed.grid().terminate();
      }
    }
    during.forEach(ref -> ref.get(Duration.ofSeconds(30)));

    for (int i = 0; i < actors.size(); i++) {
      assertThat(call(driver, actors.get(i), "add", 0).get()).isEqualTo(i + 40);
      assertThat((List<?>) call(driver, actors.get(i), "seen").get()).hasSize(41);
    }
  }

  @Test
  void shouldCleanUpAfterADriver() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    counter(driver, CallOptions.defaults(), 0);
    task(driver, "sleepUntilInterrupted");
    driver.objects().put("something");
    Awaitility.await().until(() -> member.load().tasks() == 1);

    driver.grid().terminate();

    Awaitility.await("nothing of the driver is left")
        .untilAsserted(
            () -> {
              assertThat(member.load().tasks()).isZero();
              assertThat(member.load().actors()).isZero();
              assertThat(member.load().classes()).isZero();
            });
    ClusterNode next = nodes.driver();
    assertThat(task(next, "add", 1, 1).get()).isEqualTo(2);
  }

  @Test
  void shouldRunTasksAgainWhenTheirMemberIsLost() {
    nodes.member();
    ClusterNode doomed = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    List<ObjectRef<Object>> refs =
        IntStream.range(0, 2000).mapToObj(i -> task(driver, "add", i, 0)).toList();

    doomed.grid().terminate();

    assertThat(refs.stream().mapToInt(r -> (Integer) r.get(Duration.ofSeconds(30))).sum())
        .isEqualTo(1_999_000);
  }

  @Test
  void shouldFailWhatIsPendingWhenShutDown() {
    ClusterNode node = nodes.embedded(1);
    ObjectRef<Object> endless = task(node, "sleepUntilInterrupted");

    node.close();

    assertThatThrownBy(() -> endless.get(Duration.ofSeconds(10)))
        .isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> task(node, "add", 1, 1))
        .isInstanceOf(ClusterUnavailableException.class);
  }
}
