package dev.weft.store.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunksTest {

  @Test
  void shouldRunAnyNumberOfStepsThatAreDoneAtOnce() {
    AtomicInteger steps = new AtomicInteger();

    CompletableFuture<Void> all =
        Chunks.forEach(
            100_000, chunk -> CompletableFuture.completedFuture(steps.incrementAndGet()));

    assertThat(all).isCompleted();
    assertThat(steps).hasValue(100_000);
  }

  @Test
  void shouldKeepAFewUnderWay() {
    Deque<CompletableFuture<Void>> started = new ArrayDeque<>();

    CompletableFuture<Void> all = Chunks.forEach(20, chunk -> start(started));

    assertThat(started).hasSize(Chunks.IN_FLIGHT);
    for (int i = 0; i < 20; i++) {
      assertThat(all).isNotDone();
      started.remove().complete(null);
    }
    assertThat(all).isCompleted();
  }

  @Test
  void shouldEndWithTheFirstFailure() {
    Deque<CompletableFuture<Void>> started = new ArrayDeque<>();
    CompletableFuture<Void> all = Chunks.forEach(20, chunk -> start(started));

    started.removeLast().completeExceptionally(new IllegalStateException("lost"));
    started.remove().complete(null);

    assertThat(all).isCompletedExceptionally();
    assertThat(started).hasSize(Chunks.IN_FLIGHT - 2);
  }

  private static CompletableFuture<Void> start(Deque<CompletableFuture<Void>> started) {
    CompletableFuture<Void> step = new CompletableFuture<>();
    started.add(step);
    return step;
  }
}
