package dev.weft.store.internal.map;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs a step for each of a number of chunks, a few at a time. */
final class Chunks {

  /** The number of chunks under way at once, for one object. */
  static final int IN_FLIGHT = 8;

  private final int count;
  private final IntFunction<CompletionStage<?>> step;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();

  private Chunks(int count, IntFunction<CompletionStage<?>> step) {
    this.count = count;
    this.step = step;
  }

  /** Completes when all steps have, or with the first failure. */
  static CompletableFuture<@Nullable Void> forEach(
      int count, IntFunction<CompletionStage<?>> step) {
    Chunks chunks = new Chunks(count, step);
    for (int i = 0; i < Math.min(IN_FLIGHT, count); i++) {
      chunks.startNext();
    }
    return chunks.done;
  }

  private void startNext() {
    int chunk = next.getAndIncrement();
    if (chunk >= count || done.isDone()) {
      return;
    }
    try {
      step.apply(chunk).whenComplete((result, failure) -> finish(failure));
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void finish(@Nullable Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
    } else if (finished.incrementAndGet() == count) {
      done.complete(null);
    } else {
      startNext();
    }
  }
}
