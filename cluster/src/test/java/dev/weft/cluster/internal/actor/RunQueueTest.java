package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.time.ThreadClock;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunQueueTest {

  private static final int FEW = 2;
  private static final int SLOTS = 8;

  private final WorkerPool pool = new WorkerPool("test-actor", SLOTS);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final RunQueue queue = new RunQueue(pool, new ThreadClock(timer), FEW);

  @AfterEach
  void close() {
    pool.close();
    timer.shutdownNow();
  }

  @Test
  void shouldRunEachTurnOnce() throws InterruptedException {
    int count = 10_000;
    CountDownLatch left = new CountDownLatch(count);
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < count; i++) {
      int number = i;
      queue.add(
          () -> {
            seen.add(number);
            left.countDown();
          });
    }

    left.await();

    assertThat(seen).hasSize(count);
    assertThat(left.getCount()).isZero();
  }

  @Test
  void shouldLetOthersRunWhileWorkersAreStuck() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < SLOTS - 1; i++) {
      queue.add(() -> awaitQuietly(end));
    }
    CountDownLatch other = new CountDownLatch(1);
    queue.add(other::countDown);

    other.await();
    end.countDown();
  }

  @Test
  void shouldLetOthersRunWhileMoreWaitForRefsThanThereAreSlots() throws InterruptedException {
    pool.whenHungry(queue::waits);
    PromiseRef<Object> ref = new PromiseRef<>();
    CountDownLatch over = new CountDownLatch(2 * SLOTS);
    for (int i = 0; i < 2 * SLOTS; i++) {
      queue.add(
          () -> {
            ref.get();
            over.countDown();
          });
    }
    queue.add(() -> ref.complete(Outcome.of(1)));

    over.await();

    assertThat(ref.isDone()).isTrue();
  }

  @Test
  void shouldLetOthersRunAtOnceWhileWorkersWaitForRefs() throws InterruptedException {
    pool.whenHungry(queue::waits);
    PromiseRef<Object> ref = new PromiseRef<>();
    CountDownLatch waiting = new CountDownLatch(FEW);
    AtomicInteger over = new AtomicInteger();
    for (int i = 0; i < FEW; i++) {
      queue.add(
          () -> {
            waiting.countDown();
            ref.get();
            over.incrementAndGet();
          });
    }
    waiting.await();
    CountDownLatch other = new CountDownLatch(1);
    queue.add(other::countDown);

    other.await();
    ref.complete(Outcome.of(1));
    CountDownLatch last = new CountDownLatch(1);
    queue.add(last::countDown);
    last.await();
  }

  @Test
  void shouldGoOnWhenATurnFails() throws InterruptedException {
    for (int i = 0; i < 2 * SLOTS; i++) {
      queue.add(
          () -> {
            throw new IllegalStateException("on purpose");
          });
    }
    CountDownLatch other = new CountDownLatch(1);
    queue.add(other::countDown);

    other.await();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
