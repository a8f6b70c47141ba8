package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.ActorDiedException;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.error.TaskCancelledException;
import dev.weft.it.fixture.Later;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.TaskCall;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of methods that return a ref or a future end as that does. */
@Timeout(60)
class FutureResultsTest {

  private static final String TO_FUTURE =
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletableFuture;";

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
    Later.GIVEN.clear();
  }

  @Test
  void shouldHoldNoSlotForTasksWhoseFuturesAreNotDone() {
    ClusterNode node = nodes.embedded(1);
    List<ObjectRef<Object>> refs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      refs.add(future(node, "f" + i));
    }

    Awaitility.await("all bodies have run").until(() -> Later.GIVEN.size() == 100);
    assertThat(refs).noneMatch(ObjectRef::isDone);
    Later.GIVEN.forEach((key, given) -> given.complete("of " + key));

    assertThat(refs.get(0).get()).isEqualTo("of f0");
    assertThat(refs.get(99).get()).isEqualTo("of f99");
    Awaitility.await("no task is left").until(() -> node.load().tasks() == 0);
  }

  @Test
  void shouldEndAsTheRefThatTheBodyReturned() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ObjectRef<Object> small = driver.objects().put("small");
    ObjectRef<Object> large = driver.objects().put(new long[100_000]);
    ObjectRef<Object> late = times(driver, new Later("a"), 2);

    assertThat(same(driver, small).get()).isEqualTo("small");
    assertThat((long[]) same(driver, large).get()).hasSize(100_000);
    assertThat(same(driver, late).get()).isEqualTo("a*2");
    assertThatThrownBy(() -> task(driver, "nothing", "()Ldev/weft/ObjectRef;").get())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Later.nothing returned null in place of a future.");
  }

  @Test
  void shouldFailAsTheFutureDoesOrWhenItsValueCannotTravel() {
    ClusterNode node = nodes.embedded(1);
    ObjectRef<Object> failed = future(node, "fails");
    ObjectRef<Object> stuck = future(node, "stuck");
    Awaitility.await("both bodies have run").until(() -> Later.GIVEN.size() == 2);

    Later.GIVEN.get("fails").completeExceptionally(new IOException("no"));
    Later.GIVEN.get("stuck").complete(new Socket());

    assertThatThrownBy(failed::get).isInstanceOf(IOException.class).hasMessage("no");
    assertThatThrownBy(stuck::get).isInstanceOf(NotSerializableValueException.class);
  }

  @Test
  void shouldCancelTheFutureOfACancelledTask() {
    ClusterNode node = nodes.embedded(1);
    ObjectRef<Object> ref = future(node, "cancelled");
    Awaitility.await("the body has run").until(() -> Later.GIVEN.containsKey("cancelled"));
    CompletableFuture<Object> given = Later.GIVEN.get("cancelled");

    assertThat(node.tasks().cancel(ref)).isTrue();

    assertThatThrownBy(ref::get).isInstanceOf(TaskCancelledException.class);
    Awaitility.await("the future is cancelled").until(given::isCancelled);
    Awaitility.await("no task is left").until(() -> node.load().tasks() == 0);
  }

  @Test
  void shouldNameTheReceiverThatCannotTravel() {
    ClusterNode node = nodes.embedded(1);

    assertThatThrownBy(() -> times(node, new Later(new Socket()), 1))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageStartingWith("receiver, Later.factor: java.net.Socket");
  }

  @Test
  void shouldLetAnActorGoOnWhileItsCallersWait() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress box = box(driver);

    ObjectRef<Object> first = next(driver, box);
    ObjectRef<Object> second = next(driver, box);
    put(driver, box, 1).get();
    assertThat(first.get()).isEqualTo(1);
    assertThat(second.isDone()).isFalse();
    put(driver, box, 2).get();

    assertThat(second.get()).isEqualTo(2);
  }

  @Test
  void shouldFailWaitingCallersOfAnActorThatIsKilled() {
    nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress box = box(driver);
    ObjectRef<Object> first = next(driver, box);
    ObjectRef<Object> second = next(driver, box);
    put(driver, box, 1).get();
    assertThat(first.get()).isEqualTo(1);

    driver.actors().kill(box);

    assertThatThrownBy(second::get).isInstanceOf(ActorDiedException.class);
  }

  @Test
  void shouldFailWaitingCallersOfAnActorThatMoves() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorAddress box = box(driver);
    ObjectRef<Object> waiting = next(driver, box);
    ObjectRef<Object> done = next(driver, box);
    put(driver, box, 1).get();
    assertThat(waiting.get()).isEqualTo(1);

    ClusterNode second = nodes.member();
    nodes.awaitWorkers(driver, 2);
    first.close();

    assertThatThrownBy(done::get)
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(
            "the future that its method had returned was lost when the actor moved")
        .hasMessageContaining("Box.next");
    assertThat(second.load().actors()).isEqualTo(1);
    ObjectRef<Object> after = next(driver, box);
    put(driver, box, 3).get();
    assertThat(after.get()).isEqualTo(3);
  }

  private static ObjectRef<Object> future(ClusterNode node, String key) {
    return task(node, "future", TO_FUTURE, key);
  }

  private static ObjectRef<Object> same(ClusterNode node, ObjectRef<Object> ref) {
    return task(node, "same", "(Ljava/util/List;)Ldev/weft/ObjectRef;", List.of(ref));
  }

  private static ObjectRef<Object> times(ClusterNode node, Later receiver, int x) {
    return task(node, "times", "(I)Ljava/lang/String;", receiver, x);
  }

  private static ObjectRef<Object> task(
      ClusterNode node, String name, String descriptor, Object... args) {
    return node.tasks()
        .submit(
            new TaskCall(
                RemoteTable.of(Later.class).find(name, descriptor),
                CallOptions.defaults(),
                args,
                new int[0]));
  }

  private static ActorAddress box(ClusterNode node) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Later.Box.class).find("<init>", "()V"),
                CallOptions.defaults(),
                new Object[0]))
        .address();
  }

  private static ObjectRef<Object> next(ClusterNode node, ActorAddress box) {
    return call(node, box, "next", "()Ljava/util/concurrent/CompletableFuture;");
  }

  private static ObjectRef<Object> put(ClusterNode node, ActorAddress box, Object value) {
    return call(node, box, "put", "(Ljava/lang/Object;)V", value);
  }

  private static ObjectRef<Object> call(
      ClusterNode node, ActorAddress box, String name, String descriptor, Object... args) {
    return node.actors()
        .call(
            new ActorCall(
                box,
                RemoteTable.of(Later.Box.class).find(name, descriptor),
                CallOptions.defaults(),
                args,
                new int[0]));
  }
}
