package dev.weft.cluster.internal.actor;

import dev.weft.bridge.ConvertedRef;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.RefWait;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One piece of an actor's work, in a thread. Guarded by its cell. */
final class Run {

  /** Random to begin with, so that no two processes name their runs alike. */
  private static final AtomicLong IDS = new AtomicLong(ThreadLocalRandom.current().nextLong());

  private static final int MOST_AWAITED = 16;

  private final long id = IDS.incrementAndGet();
  private final @Nullable IncomingCall call;
  private final boolean isNested;
  private final long since = System.nanoTime();
  private @Nullable Thread thread;
  private @Nullable Object lastBlocker;
  private int looks;
  private int asked;

  /**
   * @param call which runs; null if it is something else
   * @param isNested whether it runs while another one waits from which it comes
   */
  Run(@Nullable IncomingCall call, boolean isNested) {
    this.call = call;
    this.isNested = isNested;
  }

  /** Names it, among all runs of its actor wherever that has lived. */
  long id() {
    return id;
  }

  @Nullable IncomingCall call() {
    return call;
  }

  /** Whether it runs while another one waits from which it comes. */
  boolean isNested() {
    return isNested;
  }

  /** The calling thread does it. */
  void begin() {
    thread = Thread.currentThread();
  }

  /** It is over. */
  void end() {
    thread = null;
  }

  /** Since when there is something to do. */
  long since() {
    return since;
  }

  void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * The calls of actors that it waits for, for as long as these take; all of them are needed. Of
   * many these are some, and others the next time: a circle goes through one of them.
   */
  List<CallOrigin> awaited() {
    List<CallOrigin> all = allAwaited();
    if (all.size() <= MOST_AWAITED) {
      return all;
    }
    List<CallOrigin> some = new ArrayList<>(MOST_AWAITED);
    for (int i = 0; i < MOST_AWAITED; i++) {
      some.add(all.get((asked + i) % all.size()));
    }
    asked = (asked + MOST_AWAITED) % all.size();
    return some;
  }

  private List<CallOrigin> allAwaited() {
    Thread waiting = thread;
    if (waiting == null || waiting.getState() != Thread.State.WAITING) {
      return List.of();
    }
    Object blocker = LockSupport.getBlocker(waiting);
    if (blocker instanceof PromiseRef<?> ref) {
      return calls(List.of(ref));
    }
    return blocker instanceof RefWait wait ? calls(wait.pending()) : List.of();
  }

  private static List<CallOrigin> calls(List<PromiseRef<?>> refs) {
    return refs.stream()
        .filter(ref -> !ref.isDone())
        .map(ConvertedRef::origin)
        .filter(ref -> ref instanceof ClusterRef<?>)
        .map(ref -> ((ClusterRef<?>) ref).origin())
        .filter(origin -> origin instanceof CallOrigin)
        .map(origin -> (CallOrigin) origin)
        .toList();
  }

  /**
   * Looks at it, every now and then: whether it is to be found out what it waits for, since it has
   * waited for the same since the last look. The longer it waits, the less often.
   */
  boolean isStuck() {
    Thread waiting = thread;
    Object blocker = waiting == null ? null : LockSupport.getBlocker(waiting);
    if (blocker == null || blocker != lastBlocker) {
      lastBlocker = blocker;
      looks = 0;
      return false;
    }
    looks++;
    return looks <= 2 || looks % 4 == 0;
  }
}
