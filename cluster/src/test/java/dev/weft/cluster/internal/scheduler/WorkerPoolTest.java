package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.spi.Demand;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerPoolTest {

  private final WorkerPool pool = new WorkerPool("test-worker", 2);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void shouldRunNoMoreAtATimeThanItHasSlots() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(100);

    for (int i = 0; i < 100; i++) {
      pool.execute(
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            done.countDown();
          });
    }

    done.await();
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void shouldNotLockUpWhenTasksWaitForTasks() {
    PromiseRef<Object> root = nested(60);

    assertThat(root.get()).isEqualTo(60);
    Awaitility.await("slots are free").until(() -> pool.busy() == 0 && pool.queued() == 0);
  }

  @Test
  void shouldKeepTheOrderGivenOnOneSlot() throws InterruptedException {
    try (WorkerPool one = new WorkerPool("test-one", 1)) {
      List<Integer> seen = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(50);
      for (int i = 0; i < 50; i++) {
        int number = i;
        one.execute(
            () -> {
              seen.add(number);
              done.countDown();
            });
      }
      done.await();

      assertThat(seen).isSorted();
    }
  }

  @Test
  void shouldRunWhatTheOwnerOfALockWaitsForThoughOthersWaitForTheLock() {
    Object lock = new Object();
    PromiseRef<Object> inner = new PromiseRef<>();
    PromiseRef<Object> outer = new PromiseRef<>();
    CountDownLatch hasLock = new CountDownLatch(1);
    pool.execute(
        () -> {
          synchronized (lock) {
            hasLock.countDown();
            outer.complete(Outcome.of(inner.get()));
          }
        });
    Awaitility.await("the lock is taken").until(() -> hasLock.getCount() == 0);
    for (int i = 0; i < 4; i++) {
      pool.execute(
          () -> {
            synchronized (lock) {
              Thread.yield();
            }
          });
    }
    pool.execute(() -> inner.complete(Outcome.of("made")));

    Awaitility.await("it is made")
        .until(
            () -> {
              pool.lookAgain();
              return outer.isDone();
            });
    Awaitility.await("slots are whole").until(() -> pool.busy() == 0 && pool.queued() == 0);
  }

  @Test
  void shouldBearThatNoThreadCanBeStarted() throws InterruptedException {
    AtomicInteger missing = new AtomicInteger(3);
    ThreadFactory threads =
        body -> {
          if (missing.getAndDecrement() > 0) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          Thread thread = new Thread(body, "test-scarce");
          thread.setDaemon(true);
          return thread;
        };
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(5);
    try (WorkerPool scarce = new WorkerPool(new Demand(Demand.WHOLE, Map.of()), threads)) {
      // the first three find no thread and go back to their lines: b's two, and the first of a's
      execute(scarce, "b", 0, "b-low", seen, done);
      execute(scarce, "b", 5, "b-high", seen, done);
      execute(scarce, "a", 0, "a-1", seen, done);
      assertThat(scarce.queued()).isEqualTo(3);
      assertThat(scarce.busy()).isZero();

      execute(scarce, "a", 0, "a-2", seen, done);
      execute(scarce, "a", 0, "a-3", seen, done);

      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(seen.indexOf("b-high")).as("%s", seen).isLessThan(seen.indexOf("b-low"));
      assertThat(seen.indexOf("b-low")).as("turns in %s", seen).isLessThan(4);
      Awaitility.await("slots are whole").until(() -> scarce.busy() == 0 && scarce.queued() == 0);
    }
  }

  @Test
  void shouldFindAThreadLaterForTheOnlyBodyThereIs() throws InterruptedException {
    AtomicInteger missing = new AtomicInteger(1);
    ThreadFactory threads =
        body -> {
          if (missing.getAndDecrement() > 0) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return new Thread(body, "test-scarce");
        };
    CountDownLatch done = new CountDownLatch(1);
    try (WorkerPool scarce = new WorkerPool(new Demand(Demand.WHOLE, Map.of()), threads)) {
      scarce.execute(done::countDown);

      scarce.lookAgain();

      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void execute(
      WorkerPool pool,
      String owner,
      int priority,
      String name,
      List<String> seen,
      CountDownLatch done) {
    pool.execute(
        owner,
        priority,
        () -> {
          seen.add(name);
          done.countDown();
        });
  }

  /** Each level waits for the one below, far deeper than there are slots. */
  private PromiseRef<Object> nested(int depth) {
    PromiseRef<Object> ref = new PromiseRef<>();
    pool.execute(
        () -> ref.complete(Outcome.of(depth == 0 ? 0 : (Integer) nested(depth - 1).get() + 1)));
    return ref;
  }
}
