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
      chunks.run();
    }
    return chunks.done;
  }

  /** Starts steps one by one: the next at once if one is done at once, else when it is. */
  private void run() {
    boolean goOn = true;
    while (goOn) {
      int chunk = next.getAndIncrement();
      if (chunk >= count || done.isDone()) {
        return;
      }
      goOn = start(chunk);
    }
  }

  private boolean start(int chunk) {
    CompletableFuture<?> stage;
    try {
      stage = step.apply(chunk).toCompletableFuture();
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
      return false;
    }
    if (stage.isDone() && !stage.isCompletedExceptionally()) {
      finish();
      return true;
    }
    var unused = stage.whenComplete((result, failure) -> finishLater(failure));
    return false;
  }

  private void finishLater(@Nullable Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
    } else {
      finish();
      run();
    }
  }

  private void finish() {
    if (finished.incrementAndGet() == count) {
      done.complete(null);
    }
  }
}
