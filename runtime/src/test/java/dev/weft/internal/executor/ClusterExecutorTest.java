package dev.weft.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.ClusterExecutors;
import dev.weft.bridge.Engines;
import dev.weft.internal.HeldEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClusterExecutorTest {

  private final HeldEngine engine = new HeldEngine();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private ExecutorService executor;

  @BeforeEach
  void adopt() {
    Engines.adopt(engine);
    executor = ClusterExecutors.create();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    Engines.stop();
  }

  private int held() throws InterruptedException {
    begun.countDown();
    gate.await();
    return 7;
  }

  @Test
  void shouldRunCallablesAndRunnables() throws Exception {
    AtomicInteger ran = new AtomicInteger();

    assertThat(executor.submit(() -> 42).get()).isEqualTo(42);
    assertThat(executor.submit(() -> ran.incrementAndGet()).get(1, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(executor.submit((Runnable) ran::incrementAndGet).get()).isNull();
    assertThat(executor.submit((Runnable) ran::incrementAndGet, "done").get()).isEqualTo("done");
    assertThat(ran).hasValue(3);
    CountDownLatch executed = new CountDownLatch(1);
    executor.execute(executed::countDown);
    executed.await();
  }

  @Test
  void shouldThrowFailuresAsTheCauseOfAnExecutionException() {
    Future<Object> failed =
        executor.submit(
            () -> {
              throw new IOException("far");
            });

    assertThatThrownBy(failed::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("far");
    assertThat(failed.isDone()).isTrue();
    assertThat(failed.isCancelled()).isFalse();
    assertThat(failed.cancel(true)).isFalse();
  }

  @Test
  void shouldSayHowWaitsEnd() throws Exception {
    Future<Integer> late = executor.submit(this::held);

    assertThatThrownBy(() -> late.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("The task was not done after 1 milliseconds; it goes on.");
    Thread.currentThread().interrupt();
    assertThatThrownBy(late::get).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    gate.countDown();
    assertThat(late.get()).isEqualTo(7);
  }

  @Test
  void shouldCancelWithAndWithoutAnInterrupt() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Future<Integer> running =
        executor.submit(
            () -> {
              try {
                return held();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    begun.await();

    assertThat(running.cancel(true)).isTrue();
    interrupted.await();
    assertThat(running.isCancelled()).isTrue();
    assertThat(running.isDone()).isTrue();
    assertThat(running.cancel(true)).isFalse();
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);

    Future<Integer> gentle = executor.submit(this::held);
    assertThat(gentle.cancel(false)).isTrue();
    assertThat(gentle.isCancelled()).isTrue();
    assertThat(engine.cancelled()).hasSize(1);
  }

  @Test
  void shouldTakeNoTasksAfterItsShutdownAndEndWithTheLastOne() throws Exception {
    Future<Integer> last = executor.submit(this::held);

    assertThat(executor.isShutdown()).isFalse();
    executor.shutdown();
    assertThat(executor.isShutdown()).isTrue();
    assertThatThrownBy(() -> executor.submit(() -> 1))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("This executor was shut down and takes no more tasks.");
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(executor.isTerminated()).isFalse();
    assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
    gate.countDown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(last.get()).isEqualTo(7);
    assertThat(ClusterExecutors.create().submit(() -> 1).get()).isEqualTo(1);
  }

  @Test
  void shouldCancelAllWhenShutDownNow() throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      futures.add(executor.submit(this::held));
    }

    assertThat(executor.shutdownNow()).isEmpty();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(futures).allMatch(Future::isCancelled);
    assertThat(executor.shutdownNow()).isEmpty();
  }

  @Test
  void shouldInvokeAll() throws Exception {
    Callable<Integer> bad =
        () -> {
          throw new IOException("bad");
        };

    List<Future<Integer>> all = executor.invokeAll(List.of(() -> 1, bad, () -> 3));

    assertThat(all).allMatch(Future::isDone);
    assertThat(all.get(2).get()).isEqualTo(3);
    assertThatThrownBy(all.get(1)::get).hasRootCauseMessage("bad");
    List<Future<Integer>> some =
        executor.invokeAll(List.of(() -> 1, this::held), 200, TimeUnit.MILLISECONDS);
    assertThat(some.get(0).get()).isEqualTo(1);
    assertThat(some.get(1).isCancelled()).isTrue();
  }

  @Test
  void shouldInvokeAny() throws Exception {
    Callable<Integer> bad =
        () -> {
          throw new IOException("bad");
        };

    assertThat(executor.invokeAny(List.of(bad, () -> 2, this::held))).isEqualTo(2);
    assertThatThrownBy(() -> executor.invokeAny(List.of(bad, bad)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("bad");
    assertThatThrownBy(() -> executor.invokeAny(List.of(this::held), 1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> executor.invokeAny(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(executor.toString()).isEqualTo("Weft.executor()[0 tasks under way]");
  }

  @Test
  void shouldServeACompletionServiceWithoutAThread() throws Exception {
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(executor);
    Future<Integer> held = service.submit(this::held);
    Future<Integer> first = service.submit(() -> 1);

    assertThat(service.take()).isSameAs(first);
    assertThat(service.poll()).isNull();
    gate.countDown();
    assertThat(service.take()).isSameAs(held);
    Set<Integer> values = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      int value = i;
      service.submit(() -> value);
    }
    for (int i = 0; i < 100; i++) {
      values.add(service.take().get());
    }
    assertThat(values).hasSize(100);
  }

  @Test
  void shouldRefuseWhatCannotBeSent() {
    assertThatThrownBy(() -> executor.execute(new FutureTask<>(() -> 1)))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("Submit its Callable in its place.");
    assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Callable<?>) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Runnable) null))
        .isInstanceOf(NullPointerException.class);
  }
}
