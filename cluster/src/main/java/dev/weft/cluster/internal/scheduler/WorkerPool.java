package dev.weft.cluster.internal.scheduler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.spi.SlotLease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs user code on a fixed number of slots and as many threads as that needs.
 *
 * <p>A thread that waits gives its slot back, and another thread takes it up, so tasks that wait
 * for tasks never fill the pool. A thread whose wait is over goes on at once: for a while more may
 * run than there are slots, and nothing new begins until it is fewer again.
 */
public final class WorkerPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
  private static final int MIN_SWEPT = 1024;

  private final int slots;
  private final ThreadFactory threads;
  private final SlotLease lease = new Lease();
  private volatile Runnable whenHungry = () -> {};

  @GuardedBy("this")
  private final FairQueue<Runnable> queue = new FairQueue<>();

  /** The workers without work; the one that has just become idle, and is warm, first. */
  @GuardedBy("this")
  private final Deque<Worker> idle = new ArrayDeque<>();

  @GuardedBy("this")
  private final Set<Worker> workers = new HashSet<>();

  @GuardedBy("this")
  private int busy;

  /** About how many in the queue are not wanted any more. */
  @GuardedBy("this")
  private int taken;

  private volatile boolean isClosed; // written under this

  public WorkerPool(String name, int slots) {
    this.slots = slots;
    threads = WorkerThreads.named(name);
  }

  /**
   * Sets what is told when a body waits and there is no other for its slot; runs in the thread that
   * is about to wait.
   */
  public void whenHungry(Runnable listener) {
    whenHungry = listener;
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
    Worker woken;
    synchronized (this) {
      if (isClosed) {
        return;
      }
      queue.add(owner, priority, body);
      woken = employ();
    }
    wake(woken);
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

  /** Drops what waits and interrupts what runs. */
  @Override
  public void close() {
    Set<Worker> all;
    synchronized (this) {
      isClosed = true;
      queue.clear();
      idle.clear();
      all = Set.copyOf(workers);
    }
    all.forEach(Worker::interrupt);
  }

  /** Gives the next body to a worker, if a slot is free; null if none is, or nothing waits. */
  @GuardedBy("this")
  private @Nullable Worker employ() {
    if (busy >= slots) {
      return null;
    }
    Runnable body = poll();
    if (body == null) {
      return null;
    }
    busy++;
    Worker worker = idle.pollFirst();
    if (worker == null) {
      worker = new Worker(this);
      workers.add(worker);
    }
    worker.give(body);
    return worker;
  }

  private void wake(@Nullable Worker worker) {
    if (worker == null) {
      return;
    }
    try {
      worker.wake(threads);
    } catch (OutOfMemoryError e) {
      synchronized (this) {
        busy--;
        workers.remove(worker);
      }
      log.error("No thread could be started; a slot's worth of work is lost.", e);
      throw e;
    }
  }

  @GuardedBy("this")
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

  /** The next body for a worker that has finished one; null makes it idle, without a slot. */
  synchronized @Nullable Runnable next(Worker worker) {
    if (worker.isAbandoned()) {
      workers.remove(worker);
      return null;
    }
    Runnable body = busy <= slots ? poll() : null;
    if (body == null) {
      busy--;
      if (!isClosed) {
        idle.addFirst(worker);
      }
    }
    return body;
  }

  /**
   * Gives up on a thread that runs a body: its slot is free for others, and it ends with the body.
   */
  public void abandon(Thread thread) {
    Worker woken = null;
    synchronized (this) {
      for (Worker worker : workers) {
        if (worker.abandonIf(thread)) {
          busy--;
          woken = employ();
          break;
        }
      }
    }
    wake(woken);
  }

  /** Lets an idle worker go; false if it has just been given work. */
  synchronized boolean retire(Worker worker) {
    if (!idle.remove(worker) && !isClosed) {
      return false;
    }
    workers.remove(worker);
    return true;
  }

  boolean isClosed() {
    return isClosed;
  }

  SlotLease lease() {
    return lease;
  }

  /** One lease serves all threads: what it counts is the pool's. */
  private final class Lease implements SlotLease {

    @Override
    public void yieldSlot() {
      Worker woken;
      boolean isHungry;
      synchronized (WorkerPool.this) {
        busy--;
        woken = employ();
        isHungry = woken == null && busy < slots;
      }
      wake(woken);
      if (isHungry) {
        whenHungry.run();
      }
    }

    @Override
    public void resumeSlot() {
      synchronized (WorkerPool.this) {
        busy++;
      }
    }
  }
}
