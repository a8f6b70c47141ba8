package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
              pool.lendSlotsOfBlocked();
              return outer.isDone();
            });
    Awaitility.await("slots are whole").until(() -> pool.busy() == 0 && pool.queued() == 0);
  }

  /** Each level waits for the one below, far deeper than there are slots. */
  private PromiseRef<Object> nested(int depth) {
    PromiseRef<Object> ref = new PromiseRef<>();
    pool.execute(
        () -> ref.complete(Outcome.of(depth == 0 ? 0 : (Integer) nested(depth - 1).get() + 1)));
    return ref;
  }
}
