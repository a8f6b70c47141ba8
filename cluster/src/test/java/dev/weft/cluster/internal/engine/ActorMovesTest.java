package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.call;
import static dev.weft.cluster.internal.engine.TestNodes.counter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.spi.ActorAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actors whose members come and go while they are called. */
class ActorMovesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldFailNoCallWhileEachMemberIsReplaced() throws Exception {
    Deque<ClusterNode> members = new ArrayDeque<>();
    for (int i = 0; i < 3; i++) {
      members.add(nodes.member());
    }
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 3);
    List<ActorAddress> actors =
        IntStream.range(0, 12).mapToObj(i -> counter(driver, CallOptions.defaults(), 0)).toList();
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Integer> rounds =
        CompletableFuture.supplyAsync(() -> callUntil(isOver, driver, actors));

    for (int i = 0; i < 3; i++) {
      members.remove().close();
      members.add(nodes.member());
    }
    isOver.set(true);

    int count = rounds.get();
    for (ActorAddress actor : actors) {
      assertThat(call(driver, actor, "add", 0).get(PATIENCE)).isEqualTo(count);
    }
  }

  @Test
  void shouldSayThatTheyAreCutOffRatherThanAnswerOrHang() {
    ClusterNode older = nodes.member();
    ClusterNode younger = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    TestNodes.awaitBalance(driver, 2);
    List<ActorAddress> actors =
        IntStream.range(0, 12).mapToObj(i -> counter(driver, CallOptions.defaults(), 0)).toList();
    actors.forEach(actor -> call(driver, actor, "add", 1).get(PATIENCE));

    older.grid().terminate();
    Awaitility.await("the younger of two is cut off")
        .until(() -> younger.views().isCutOff() && driver.workers() == 1);

    for (ActorAddress actor : actors) { // some of them live on the member that is left
      assertThatThrownBy(() -> call(driver, actor, "add", 1).get(PATIENCE))
          .isInstanceOf(ClusterUnavailableException.class);
    }
  }

  private static int callUntil(
      AtomicBoolean isOver, ClusterNode driver, List<ActorAddress> actors) {
    int rounds = 0;
    while (!isOver.get()) {
      actors.stream()
          .map(actor -> call(driver, actor, "add", 1))
          .toList()
          .forEach(ref -> ref.get(PATIENCE));
      rounds++;
    }
    return rounds;
  }
}
