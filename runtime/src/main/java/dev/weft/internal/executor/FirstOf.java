package dev.weft.internal.executor;

import dev.weft.error.GetTimeoutException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks, of which one that succeeds is enough.
 *
 * @param <T> the type of the value
 */
final class FirstOf<T extends @Nullable Object> {

  private final List<ClusterTask<T>> tasks = new ArrayList<>();

  /** Completes with the first task that succeeds, or with the last one when all have failed. */
  private final PromiseRef<@Nullable Object> first = new PromiseRef<>();

  private FirstOf() {}

  /** The tasks, not started yet. */
  static <T extends @Nullable Object> FirstOf<T> of(
      ClusterExecutor executor, Collection<? extends Callable<T>> callables) {
    FirstOf<T> all = new FirstOf<>();
    for (Callable<T> callable : callables) {
      all.tasks.add(
          ClusterTask.of(
              executor,
              Work.RUN,
              Objects.requireNonNull(callable, "tasks contains null"),
              Work.Kind.CALLABLE,
              null,
              null));
    }
    if (all.tasks.isEmpty()) {
      throw new IllegalArgumentException("invokeAny needs at least one task.");
    }
    return all;
  }

  /** Starts all and waits for the first; null waits for ever. */
  T get(@Nullable Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    AtomicInteger left = new AtomicInteger(tasks.size());
    try {
      for (ClusterTask<T> task : tasks) {
        task.start();
        task.onEnd(() -> ended(task, left));
      }
      if (timeout == null) {
        var unused = first.await();
      } else {
        first.await(timeout);
      }
      return value();
    } catch (GetTimeoutException e) {
      throw (TimeoutException)
          new TimeoutException("None of " + tasks.size() + " tasks was done in time.").initCause(e);
    } catch (WaitInterruptedException e) {
      var unused = Thread.interrupted(); // the exception says it now
      throw new InterruptedException("Interrupted while waiting for the first of many tasks.");
    } finally {
      tasks.forEach(task -> task.cancel(true));
    }
  }

  private void ended(ClusterTask<T> task, AtomicInteger left) {
    boolean isLast = left.decrementAndGet() == 0;
    if (isLast || task.outcome().failure() == null) {
      first.complete(Outcome.of(task));
    }
  }

  @SuppressWarnings("unchecked")
  private T value() throws ExecutionException, InterruptedException {
    return ((ClusterTask<T>) Objects.requireNonNull(first.get())).get();
  }
}
