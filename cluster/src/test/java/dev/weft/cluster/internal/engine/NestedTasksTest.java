package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ObjectRef;
import dev.weft.error.TaskCancelledException;
import dev.weft.it.fixture.Nested;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that call tasks, and tasks that never leave their node. */
@Timeout(60)
class NestedTasksTest {

  private final TestNodes nodes = new TestNodes();
  private ClusterNode node;

  @BeforeEach
  void start() {
    node = nodes.embedded(2);
    Nested.engine = node.tasks();
    Nested.THREADS.clear();
    Nested.RUNS.clear();
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldRunARecursionInFewThreads() {
    assertThat(Nested.call("fib", 20).get()).isEqualTo(6765);

    assertThat(Nested.THREADS).hasSizeLessThan(60); // of 21,891 tasks
    Awaitility.await("nothing is left").until(() -> node.load().tasks() == 0);
  }

  @Test
  void shouldRunTheInputsOfWhatItWaitsFor() {
    assertThat(Nested.call("tree", 12).get()).isEqualTo(1 << 12);

    assertThat(Nested.THREADS).hasSizeLessThan(20);
  }

  @Test
  void shouldBearLongChainsOfInputs() {
    int length = 50_000;

    assertThat(Nested.chain("fib", length).get()).isEqualTo(length);
    assertThat(Nested.call("longChain", length).get()).isEqualTo(length);
    assertThatThrownBy(() -> Nested.chain("flaky", length).get()).hasMessage("first");
  }

  @Test
  void shouldRunALongChainOfInputsInTheThreadThatWaits() {
    ClusterNode narrow = nodes.embedded(1);
    Nested.engine = narrow.tasks();

    assertThat(Nested.call("longChain", 1000).get()).isEqualTo(1000);

    assertThat(Nested.THREADS).hasSize(1);
  }

  @Test
  void shouldLetAFailurePassThroughManyCallsWithoutGatheringTheirFrames() {
    Nested.LONG_TRACES.set(0);

    assertThatThrownBy(() -> Nested.call("fall", 2000).get())
        .hasMessage("the bottom")
        .satisfies(e -> assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("fall"))
        .satisfies(e -> assertThat(e.getStackTrace()).hasSizeGreaterThanOrEqualTo(1024));

    assertThat(Nested.LONG_TRACES.get()).isLessThan(10);
  }

  @Test
  void shouldEndAnEndlessRecursionAsSequentialJavaDoes() {
    assertThatThrownBy(() -> Nested.call("endless", 0).get())
        .isInstanceOf(StackOverflowError.class)
        .hasMessageContaining("nested 10000 deep");

    assertThat(Nested.call("fib", 5).get()).isEqualTo(5);
  }

  @Test
  void shouldCancelWhatACancelledTaskHasCalled() throws InterruptedException {
    Nested.begun = new CountDownLatch(2);
    Nested.interrupted = new CountDownLatch(2);
    ObjectRef<Object> parent = Nested.call("parent", 0);
    assertThat(Nested.begun.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(node.tasks().cancel(parent)).isTrue();

    assertThatThrownBy(parent::get).isInstanceOf(TaskCancelledException.class);
    assertThat(Nested.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    Awaitility.await("slots are free").until(() -> node.load().tasks() == 0);
  }

  @Test
  void shouldGiveTasksCopiesOfWhatCanChange() {
    int[] mine = {1};

    ObjectRef<Object> result = Nested.call("changed", mine);
    mine[0] = 10; // after the call: the task has what it was called with

    assertThat((int[]) result.get()).containsExactly(2);
    assertThat(mine).containsExactly(10);
  }

  @Test
  void shouldGiveEachReaderItsOwnCopyOfARefsValue() {
    ObjectRef<Object> made = Nested.call("changed", new int[] {1});
    made.get();
    List<ObjectRef<Object>> holder = List.of(made);

    assertThat(Nested.call("changedInside", new ArrayList<>(holder)).get()).isEqualTo(3);
    assertThat(Nested.call("changedInside", new ArrayList<>(holder)).get()).isEqualTo(3);
    assertThat((int[]) made.get()).containsExactly(2);
  }
}
