package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.SlotLease;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs user code on a fixed number of slots and as many threads as that needs.
 *
 * <p>A thread that waits gives its slot back, and another thread takes it up, so tasks that wait
 * for tasks never fill the pool. A thread whose wait is over goes on at once: for a while more may
 * run than there are slots, and nothing new begins until it is fewer again.
 *
 * <p>{@code queue}, {@code busy} and {@code taken}, about how many in the queue are not wanted any
 * more, are guarded by this.
 */
public final class WorkerPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
  private static final long IDLE_SECONDS = 10;
  private static final int MIN_SWEPT = 1024;

  private final int slots;
  private final ThreadPoolExecutor threads;
  private final FairQueue<Runnable> queue = new FairQueue<>();
  private final SlotLease lease = new Lease();
  private int busy;
  private int taken;

  public WorkerPool(String name, int slots) {
    this.slots = slots;
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            WorkerThreads.named(name));
  }

  public int slots() {
    return slots;
  }

  /** Runs a body when a slot is free, in the order given. The body must not throw. */
  public void execute(Runnable body) {
    execute(this, 0, body);
  }

  /**
   * Runs a body when a slot is free and it is its owner's turn. The body must not throw.
   *
   * @param owner whose it is; owners take turns
   * @param priority among the bodies of that owner; the highest goes first
   */
  public void execute(Object owner, int priority, Runnable body) {
    Runnable first;
    synchronized (this) {
      queue.add(owner, priority, body);
      first = startable();
    }
    start(first);
  }

  /** Whether the calling thread is one of this pool's and holds a slot. */
  public boolean isWorker() {
    return SlotLease.current() == lease;
  }

  /** A body that still is in the queue was taken out of turn. */
  public synchronized void taken() {
    taken++;
    if (taken > MIN_SWEPT && taken > queue.size() / 2) {
      queue.removeIf(WorkerPool::isTaken);
      taken = 0;
    }
  }

  /** How many bodies wait for a slot. */
  public synchronized int queued() {
    return queue.size();
  }

  /** How many slots are taken. */
  public synchronized int busy() {
    return busy;
  }

  @Override
  public void close() {
    synchronized (this) {
      queue.clear();
    }
    var unused = threads.shutdownNow();
  }

  private void run(Runnable first) {
    SlotLease.bind(lease);
    try {
      for (Runnable body = first; body != null; body = next()) {
        runOne(body);
      }
    } finally {
      SlotLease.bind(null);
    }
  }

  /** The edge of a worker: whatever comes out of a body, its slot is given back. */
  @SuppressWarnings("CatchingUnchecked")
  private static void runOne(Runnable body) {
    try {
      body.run();
    } catch (Throwable e) {
      log.error("A worker's body failed; what it was to do is lost.", e);
    }
  }

  /** The next body for a thread that has finished one; null gives its slot back. */
  private synchronized @Nullable Runnable next() {
    Runnable body = busy <= slots ? poll() : null;
    if (body == null) {
      busy--;
    }
    return body;
  }

  private @Nullable Runnable startable() {
    if (busy >= slots) {
      return null;
    }
    Runnable body = poll();
    if (body != null) {
      busy++;
    }
    return body;
  }

  private @Nullable Runnable poll() {
    Runnable body = queue.poll();
    while (body != null && isTaken(body)) {
      taken = Math.max(0, taken - 1);
      body = queue.poll();
    }
    return body;
  }

  private static boolean isTaken(Runnable body) {
    return body instanceof Work work && work.isTaken();
  }

  private void start(@Nullable Runnable body) {
    if (body == null) {
      return;
    }
    try {
      threads.execute(() -> run(body));
    } catch (RejectedExecutionException e) {
      giveBack(); // closed
    } catch (OutOfMemoryError e) {
      giveBack();
      log.error("No thread could be started; a slot's worth of work is lost.", e);
      throw e;
    }
  }

  private synchronized void giveBack() {
    busy--;
  }

  /** One lease serves all threads: what it counts is the pool's. */
  private final class Lease implements SlotLease {

    @Override
    public void yieldSlot() {
      Runnable other;
      synchronized (WorkerPool.this) {
        busy--;
        other = startable();
      }
      start(other);
    }

    @Override
    public void resumeSlot() {
      synchronized (WorkerPool.this) {
        busy++;
      }
    }
  }
}
