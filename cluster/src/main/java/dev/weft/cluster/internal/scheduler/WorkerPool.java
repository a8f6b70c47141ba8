package dev.weft.cluster.internal.scheduler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.spi.Demand;
import dev.weft.spi.SlotLease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs user code on what this node has, slots above all, and on as many threads as that needs.
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
  private volatile Runnable whenHungry = () -> {};

  @GuardedBy("this")
  private final Admission admission;

  /** The workers without work; the one that has just become idle, and is warm, first. */
  @GuardedBy("this")
  private final Deque<Worker> idle = new ArrayDeque<>();

  @GuardedBy("this")
  private final Set<Worker> workers = new HashSet<>();

  /** About how many in the queue are not wanted any more. */
  @GuardedBy("this")
  private int taken;

  private volatile boolean isClosed; // written under this
  private volatile boolean lacksThreads;

  /** A pool of so many slots, and nothing else. */
  public WorkerPool(String name, int slots) {
    this(name, new Demand(slots * Demand.WHOLE, Map.of()));
  }

  /**
   * @param total what there is of everything
   */
  public WorkerPool(String name, Demand total) {
    this(total, WorkerThreads.named(name));
  }

  WorkerPool(Demand total, ThreadFactory threads) {
    slots = Math.max(1, total.cpus() / Demand.WHOLE);
    admission = new Admission(total);
    this.threads = threads;
  }

  /**
   * Sets what is told when a slot is free for which there is no body; runs in the thread that had
   * it.
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
   * Runs a body when what it claims is free, a slot if it does not say, and it is its owner's turn.
   * The body must not throw.
   *
   * @param owner whose it is; owners take turns
   * @param priority among the bodies of that owner; the highest goes first
   */
  public void execute(Object owner, int priority, Runnable body) {
    Worker woken;
    List<Runnable> rest;
    synchronized (this) {
      if (isClosed) {
        return;
      }
      admission.add(owner, priority, body);
      woken = employ();
      rest = employMore();
    }
    wake(woken);
    rest.forEach(Runnable::run);
  }

  /**
   * The same for many at a time.
   *
   * @param owner says whose each is
   * @param priority says its priority
   */
  public <B extends Runnable> void executeAll(
      List<B> bodies, Function<B, Object> owner, ToIntFunction<B> priority) {
    List<Runnable> rest;
    synchronized (this) {
      if (isClosed) {
        return;
      }
      for (B body : bodies) {
        admission.add(owner.apply(body), priority.applyAsInt(body), body);
      }
      rest = employAll();
    }
    rest.forEach(Runnable::run);
  }

  /**
   * Runs the short end of a body that has run before. It takes a slot too, but for where those are
   * reserved: there it must not wait until that is over.
   */
  public void executeEnd(Object owner, int priority, Runnable body) {
    boolean hasBundles;
    synchronized (this) {
      hasBundles = admission.hasBundles();
    }
    execute(owner, priority, hasBundles ? new End(body) : body);
  }

  /**
   * Reserves a bundle, when it is its owner's turn.
   *
   * @param made run once it is; must not block
   */
  public void reserve(Object owner, BundleId id, Demand demand, Runnable made) {
    execute(owner, 0, new Reservation(id, demand, made));
  }

  /** Gives a bundle back, or the wish for it; nothing happens when there is none. */
  public void free(BundleId id) {
    List<Runnable> rest;
    synchronized (this) {
      admission.free(id);
      rest = employAll();
    }
    rest.forEach(Runnable::run);
  }

  /** Gives back what a body has kept beyond its run; see {@link Work#keepsResources}. */
  public void release(Claim claim) {
    if (claim.isOrdinary()) {
      return;
    }
    List<Runnable> rest;
    synchronized (this) {
      admission.release(claim);
      rest = employAll();
    }
    rest.forEach(Runnable::run);
  }

  /** Whether a body with that claim could ever run here. */
  public synchronized boolean mayFit(Claim claim) {
    return admission.mayFit(claim);
  }

  /**
   * Whether the calling thread may run a body with that claim while it would otherwise wait: it is
   * one of this pool's and has that many processors, of the same kind.
   */
  public boolean lends(Claim claim) {
    if (!(SlotLease.current() instanceof Worker worker) || worker.pool() != this) {
      return false;
    }
    Claim held = worker.claim();
    return (claim.isOrdinary() && held.isOrdinary())
        || (claim.bundle() == null
            && held.bundle() == null
            && claim.demand().isCpusOnly()
            && claim.demand().cpus() <= held.demand().cpus());
  }

  /** A body that still is in the queue was taken out of turn. */
  public synchronized void taken() {
    taken++;
    if (taken > MIN_SWEPT && taken > admission.size() / 2) {
      admission.sweep();
      taken = 0;
    }
  }

  /** How many bodies wait for their turn. */
  public synchronized int queued() {
    return admission.size();
  }

  /** Whether there is a free slot and nothing to run in it. */
  public synchronized boolean isHungry() {
    return admission.size() == 0 && admission.own().hasCpu();
  }

  /** How many slots are taken, a part counted as a whole. */
  public synchronized int busy() {
    return (admission.own().cpusTaken() + Demand.WHOLE - 1) / Demand.WHOLE;
  }

  /** What is taken: by what runs, and by bundles. */
  public synchronized Demand inUse() {
    return admission.own().taken();
  }

  /** Drops what waits and interrupts what runs. */
  @Override
  public void close() {
    Set<Worker> all;
    synchronized (this) {
      isClosed = true;
      admission.clear();
      idle.clear();
      all = Set.copyOf(workers);
    }
    all.forEach(Worker::interrupt);
  }

  /** Gives the next body to a worker, if one may begin; null if none may. */
  @GuardedBy("this")
  private @Nullable Worker employ() {
    Runnable body = admission.poll();
    if (body == null) {
      return null;
    }
    Worker worker = idle.pollFirst();
    if (worker == null) {
      worker = new Worker(this);
      worker.firstFor(admission.lastOwner(), admission.lastPriority());
      workers.add(worker);
    }
    worker.claim(Admission.claimOf(body));
    worker.give(body);
    return worker;
  }

  /** The same for all that may begin where room for one may be room for several. */
  @GuardedBy("this")
  private List<Runnable> employMore() {
    return admission.isPlain() ? List.of() : employAll();
  }

  /** What is to be done outside the lock so that all begin that may. */
  @GuardedBy("this")
  private List<Runnable> employAll() {
    List<Runnable> rest = new ArrayList<>(0);
    for (Worker worker = employ(); worker != null; worker = employ()) {
      Worker woken = worker;
      rest.add(() -> wake(woken));
    }
    rest.addAll(admission.takeGranted());
    return rest;
  }

  private void wake(@Nullable Worker worker) {
    if (worker == null) {
      return;
    }
    try {
      worker.wake(threads);
      lacksThreads = false;
    } catch (OutOfMemoryError e) {
      putBack(worker);
      if (!lacksThreads) {
        lacksThreads = true; // said once, until there are threads again
        log.error("No thread could be started; what it was to run waits for another.", e);
      }
    }
  }

  /**
   * What a new worker was to run waits again, behind others of its owner. It is looked after when a
   * body ends, and by {@link #lookAgain}: this process may run nothing at all just now.
   */
  private synchronized void putBack(Worker worker) {
    Runnable body = worker.takeBack();
    admission.end(worker.claim());
    workers.remove(worker);
    if (body != null && !isClosed) {
      admission.add(Objects.requireNonNull(worker.owner()), worker.priority(), body);
    }
  }

  /** The next body for a worker that has finished one; null makes it idle, without a slot. */
  @Nullable Runnable next(Worker worker, Runnable finished) {
    Runnable body;
    List<Runnable> rest;
    boolean isHungry;
    synchronized (this) {
      boolean wasPlain = end(worker, finished);
      body = worker.isAbandoned() ? null : admission.poll();
      if (body != null) {
        worker.claim(Admission.claimOf(body));
      } else if (worker.isAbandoned()) {
        workers.remove(worker);
      } else if (!isClosed) {
        idle.addFirst(worker);
      }
      rest = wasPlain ? employMore() : employAll();
      isHungry = body == null && !isClosed && admission.own().hasCpu();
    }
    rest.forEach(Runnable::run);
    if (isHungry) {
      whenHungry.run();
    }
    return body;
  }

  /** Takes back what a body had; returns whether that was one slot. */
  @GuardedBy("this")
  private boolean end(Worker worker, Runnable finished) {
    Claim claim = worker.claim();
    if (!worker.isAbandoned() && !worker.takesBackLoan()) {
      admission.pause(claim);
    }
    if (claim.isOrdinary()) {
      return true;
    }
    if (!(finished instanceof Work work && work.keepsResources())) {
      admission.release(claim);
    }
    return false;
  }

  /**
   * Gives up on a thread that runs a body: its slot is free for others, and it ends with the body,
   * which keeps what else it has taken until then.
   */
  public void abandon(Thread thread) {
    List<Runnable> rest = List.of();
    synchronized (this) {
      for (Worker worker : workers) {
        if (worker.abandonIf(thread)) {
          admission.pause(worker.claim());
          rest = employAll();
          break;
        }
      }
    }
    rest.forEach(Runnable::run);
  }

  /**
   * Looks whether what waits could begin: there may be a thread for it by now, or a worker that
   * stands still at a monitor. The slot of such a one is lent to what waits: it may be what the
   * owner of the monitor waits for. To be called every now and then.
   */
  public void lookAgain() {
    List<Runnable> rest = List.of();
    synchronized (this) {
      if (admission.size() == 0) {
        return;
      }
      for (Worker worker : workers) {
        if (!worker.isAbandoned() && worker.lendsIfBlocked()) {
          admission.pause(worker.claim());
        }
      }
      rest = employAll();
    }
    rest.forEach(Runnable::run);
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

  /** A worker's thread is about to wait. */
  void yieldSlot(Worker worker) {
    Claim claim = worker.claim();
    Worker woken;
    List<Runnable> rest;
    boolean isHungry;
    synchronized (this) {
      if (worker.isAbandoned() || worker.isLent()) {
        return; // its slot is free already
      }
      admission.pause(claim);
      woken = employ();
      isHungry = woken == null && (!claim.isOrdinary() || admission.own().hasCpu());
      rest = claim.isOrdinary() ? employMore() : employAll();
    }
    wake(woken);
    rest.forEach(Runnable::run);
    if (isHungry) {
      whenHungry.run();
    }
  }

  /** Its wait is over. */
  synchronized void resumeSlot(Worker worker) {
    if (!worker.isAbandoned() && !worker.isLent()) {
      admission.resume(worker.claim());
    }
  }

  /** The end of a body, which takes nothing. */
  private record End(Runnable body) implements Work {

    @Override
    public boolean isTaken() {
      return false;
    }

    @Override
    public Claim claim() {
      return Claim.NOTHING;
    }

    @Override
    public void run() {
      body.run();
    }
  }
}
