package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actors of this node that have something to do, in turn, and the workers that see to them: no
 * more than there are processors, since to wake a thread costs more than most calls take. Workers
 * that wait, or take long, do not count: others come in their place, as many as the pool has slots.
 */
final class RunQueue {

  private static final Duration LONG = Duration.ofMillis(2);

  private final WorkerPool pool;
  private final Clock clock;
  private final int few;

  @GuardedBy("this")
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private final List<Turns> workers = new ArrayList<>();

  /** How many workers were asked for and have not come yet. */
  @GuardedBy("this")
  private int coming;

  @GuardedBy("this")
  private boolean isWatched;

  /**
   * @param few how many workers are enough, if they get on
   */
  RunQueue(WorkerPool pool, Clock clock, int few) {
    this.pool = pool;
    this.clock = clock;
    this.few = Math.min(few, pool.slots());
  }

  /**
   * Has a worker do something for an actor.
   *
   * @throws Error if no worker can be asked for, and none that is there has begun it: it is not
   *     done
   */
  @SuppressWarnings("CatchingUnchecked") // the caller's stack may be at its end
  void add(Runnable turn) {
    boolean isOneMore;
    synchronized (this) {
      waiting.add(turn);
      isOneMore = lacksWorkers();
    }
    if (isOneMore) {
      try {
        askForWorker();
      } catch (Throwable e) {
        synchronized (this) {
          if (!waiting.remove(turn)) {
            return;
          }
        }
        throw e;
      }
    }
  }

  private void askForWorker() {
    boolean isAsked = false;
    try {
      pool.execute(this::work);
      isAsked = true;
    } finally {
      if (!isAsked) {
        synchronized (this) {
          coming--;
        }
      }
    }
  }

  /** The calling thread, if it is one of the workers, waits for something from now on. */
  void waits() {
    boolean isOneMore = false;
    synchronized (this) {
      for (Turns worker : workers) {
        if (worker.thread == Thread.currentThread()) {
          worker.isHeldUp = true;
          isOneMore = lacksWorkers();
          break;
        }
      }
    }
    if (isOneMore) {
      askForWorker();
    }
  }

  /** Whether another worker is to come; counts it. */
  @GuardedBy("this")
  private boolean lacksWorkers() {
    if (waiting.isEmpty()) {
      return false;
    }
    boolean isOneMore = coming + gettingOn() < few; // those that wait have given their slots back
    if (isOneMore) {
      coming++;
    }
    if (!isWatched) {
      isWatched = true;
      clock.after(LONG, this::look);
    }
    return isOneMore;
  }

  @GuardedBy("this")
  private int gettingOn() {
    int count = 0;
    for (Turns worker : workers) {
      count += worker.isHeldUp ? 0 : 1;
    }
    return count;
  }

  /** Looks whether what waits does so since workers take long. */
  private void look() {
    boolean isOneMore;
    synchronized (this) {
      isWatched = false;
      long now = clock.nanoTime();
      for (Turns worker : workers) {
        worker.isHeldUp |= now - worker.since > LONG.toNanos();
      }
      isOneMore = lacksWorkers();
    }
    if (isOneMore) {
      askForWorker();
    }
  }

  private void work() {
    Turns turns = new Turns(Thread.currentThread());
    synchronized (this) {
      coming--;
      workers.add(turns);
    }
    boolean isDone = false;
    try {
      for (Runnable turn = next(turns); turn != null; turn = next(turns)) {
        turn.run();
      }
      isDone = true;
    } finally {
      if (!isDone) {
        leave(turns);
      }
    }
  }

  /** The next turn for a worker; null if it is to go. */
  private synchronized @Nullable Runnable next(Turns worker) {
    worker.isHeldUp = false;
    worker.since = clock.nanoTime();
    Runnable turn = gettingOn() > few ? null : waiting.poll();
    if (turn == null) {
      workers.remove(worker);
    }
    return turn;
  }

  /** A worker goes that has failed. */
  private void leave(Turns worker) {
    boolean isOneMore;
    synchronized (this) {
      workers.remove(worker);
      isOneMore = lacksWorkers();
    }
    if (isOneMore) {
      askForWorker();
    }
  }

  /** A worker. Guarded by the queue. */
  private static final class Turns {

    private final Thread thread;
    private long since;

    /** Whether it waits, or takes long. */
    private boolean isHeldUp;

    Turns(Thread thread) {
      this.thread = thread;
    }
  }
}
