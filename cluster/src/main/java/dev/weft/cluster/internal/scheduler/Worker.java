package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.SlotLease;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of a {@link WorkerPool}: runs bodies while there are any, then waits for more. */
final class Worker implements Runnable, SlotLease {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Work often comes right after the last: a look is cheaper than to sleep and be woken. */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 128 : 0;

  private final WorkerPool pool;
  private volatile @Nullable Runnable given;

  /** What it has taken; written by this thread or before it begins, under the pool. */
  private volatile Claim claim = Claim.ORDINARY;

  private volatile @Nullable Thread thread;
  private volatile boolean isAbandoned; // written under the pool
  private boolean wasBlocked; // guarded by the pool, as is the next
  private boolean isLent;
  private @Nullable Object owner; // set once, under the pool, as is the next
  private int priority;

  Worker(WorkerPool pool) {
    this.pool = pool;
  }

  WorkerPool pool() {
    return pool;
  }

  /** What the body that it runs has taken. */
  Claim claim() {
    return claim;
  }

  void claim(Claim taken) {
    claim = taken;
  }

  @Override
  public void yieldSlot() {
    pool.yieldSlot(this);
  }

  @Override
  public void resumeSlot() {
    pool.resumeSlot(this);
  }

  /** Takes a body; only while this is idle or new. */
  void give(Runnable body) {
    given = body;
  }

  /** Remembers whose its first body is, in case no thread can be started for it. */
  void firstFor(Object whose, int rank) {
    owner = whose;
    priority = rank;
  }

  @Nullable Object owner() {
    return owner;
  }

  int priority() {
    return priority;
  }

  /** What it was given and has not begun. */
  @Nullable Runnable takeBack() {
    Runnable body = given;
    given = null;
    return body;
  }

  /** Makes it see what it was given. */
  void wake(ThreadFactory threads) {
    Thread started = thread;
    if (started == null) {
      started = threads.newThread(this);
      thread = started;
      started.start();
    } else {
      LockSupport.unpark(started);
    }
  }

  /** Is abandoned, if this is its thread and it was not before. */
  boolean abandonIf(Thread whose) {
    if (thread != whose || isAbandoned) {
      return false;
    }
    isAbandoned = true;
    return true;
  }

  /** Lends its slot, if its thread was blocked at the last look and is; once for a body. */
  boolean lendsIfBlocked() {
    if (isLent) {
      return false;
    }
    Thread running = thread;
    boolean isBlocked = running != null && running.getState() == Thread.State.BLOCKED;
    isLent = isBlocked && wasBlocked;
    wasBlocked = isBlocked;
    return isLent;
  }

  /** Whether its slot is lent to another. */
  boolean isLent() {
    return isLent;
  }

  /** Its body is over: the next one has a slot of its own; returns whether this one had lent it. */
  boolean takesBackLoan() {
    boolean had = isLent;
    isLent = false;
    wasBlocked = false;
    return had;
  }

  boolean isAbandoned() {
    return isAbandoned;
  }

  void interrupt() {
    Thread started = thread;
    if (started != null) {
      started.interrupt();
    }
  }

  @Override
  public void run() {
    SlotLease.bind(this);
    try {
      for (Runnable body = take(); body != null; body = take()) {
        while (body != null) {
          runOne(body);
          body = pool.next(this, body);
        }
      }
    } finally {
      SlotLease.bind(null);
    }
  }

  /** What it is given next; null when it is to end. */
  private @Nullable Runnable take() {
    if (isAbandoned) {
      return null;
    }
    for (int i = 0; given == null && i < SPINS; i++) {
      Thread.onSpinWait();
    }
    long deadline = System.nanoTime() + IDLE_NANOS;
    while (given == null) {
      long left = deadline - System.nanoTime();
      boolean isUseless = left <= 0 || pool.isClosed() || Thread.interrupted();
      if (isUseless && pool.retire(this)) {
        return null;
      }
      LockSupport.parkNanos(this, Math.max(left, 1));
    }
    Runnable body = given;
    given = null;
    return body;
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
}
