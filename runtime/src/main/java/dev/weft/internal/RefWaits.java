package dev.weft.internal;

import dev.weft.ObjectRef;
import dev.weft.WaitResult;
import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.QuietListener;
import dev.weft.spi.SlotLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for several refs at a time. Each wait listens to its refs and stops listening when over.
 */
public final class RefWaits {

  private RefWaits() {}

  /** See {@link dev.weft.Weft#get(Collection)}. */
  public static <T extends @Nullable Object> List<T> getAll(
      Collection<? extends ObjectRef<? extends T>> refs) {
    List<ObjectRef<? extends T>> all = new ArrayList<>(refs);
    all.forEach(ref -> Objects.requireNonNull(ref, "refs contains null"));
    List<PromiseRef<?>> promises = new ArrayList<>(all.size());
    all.forEach(ref -> promises.add(promise(ref)));
    promises.forEach(PromiseRef::help);
    try (Gathering gathering = new Gathering(promises)) {
      gathering.await();
    }
    List<T> values = new ArrayList<>(all.size());
    for (ObjectRef<? extends T> ref : all) {
      values.add(ref.get());
    }
    return Collections.unmodifiableList(values);
  }

  /** See {@link dev.weft.Weft#wait}. */
  public static <T extends @Nullable Object> WaitResult<T> await(
      Collection<ObjectRef<T>> refs, int count, Duration timeout) {
    List<ObjectRef<T>> all = List.copyOf(refs);
    requireNoDuplicates(all);
    if (count < 1 || count > all.size()) {
      throw new IllegalArgumentException(
          "count must be from 1 to the number of refs, " + all.size() + "; was " + count + ".");
    }
    long left = PromiseRef.saturatedNanos(timeout);
    Set<ObjectRef<T>> ready = Collections.newSetFromMap(new IdentityHashMap<>());
    try (Arrivals<ObjectRef<T>> arrivals = new Arrivals<>(all)) {
      long start = System.nanoTime();
      while (ready.size() < count) {
        ObjectRef<T> next = arrivals.next(left - (System.nanoTime() - start));
        if (next == null) {
          break;
        }
        ready.add(next);
      }
    }
    return split(all, ready);
  }

  /** See {@link dev.weft.Weft#asCompleted}. */
  public static <T extends @Nullable Object> Stream<ObjectRef<T>> asCompleted(
      Collection<ObjectRef<T>> refs) {
    List<ObjectRef<T>> all = List.copyOf(refs);
    Arrivals<ObjectRef<T>> arrivals = new Arrivals<>(all);
    return Stream.generate(() -> Objects.requireNonNull(arrivals.next(Long.MAX_VALUE)))
        .limit(all.size())
        .onClose(arrivals::close);
  }

  private static <T extends @Nullable Object> WaitResult<T> split(
      List<ObjectRef<T>> all, Set<ObjectRef<T>> ready) {
    List<ObjectRef<T>> done = new ArrayList<>();
    List<ObjectRef<T>> pending = new ArrayList<>();
    all.forEach(ref -> (ready.contains(ref) ? done : pending).add(ref));
    return new WaitResult<>(done, pending);
  }

  private static <T extends @Nullable Object> void requireNoDuplicates(List<ObjectRef<T>> refs) {
    Set<ObjectRef<T>> seen = new HashSet<>();
    for (ObjectRef<T> ref : refs) {
      if (!seen.add(ref)) {
        throw new IllegalArgumentException("The ref " + ref + " is there twice.");
      }
    }
  }

  private static PromiseRef<?> promise(ObjectRef<?> ref) {
    if (ref instanceof PromiseRef<?> promise) {
      return promise;
    }
    throw new IllegalArgumentException(
        "Only Weft implements ObjectRef; this is a " + ref.getClass().getName() + ".");
  }

  /** Queues refs as they become ready. */
  private static final class Arrivals<R extends ObjectRef<?>> implements AutoCloseable {

    private final LinkedBlockingQueue<R> ready = new LinkedBlockingQueue<>();
    private final IdentityHashMap<R, Runnable> listeners = new IdentityHashMap<>();

    Arrivals(List<R> refs) {
      for (R ref : refs) {
        QuietListener listener = () -> ready.add(ref);
        listeners.put(ref, listener);
        promise(ref).onDone(listener);
      }
    }

    /** The next ready ref, or null if the time is over first. */
    @Nullable R next(long nanos) {
      R here = ready.poll();
      if (here != null || nanos <= 0) {
        return here;
      }
      SlotLease lease = SlotLease.current();
      if (lease != null) {
        lease.yieldSlot();
      }
      try {
        return ready.poll(nanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Traces.hide(
            new WaitInterruptedException(
                "Interrupted while waiting for " + listeners.size() + " refs; their calls go on.",
                e));
      } finally {
        if (lease != null) {
          lease.resumeSlot();
        }
      }
    }

    @Override
    public void close() {
      listeners.forEach((ref, listener) -> promise(ref).removeListener(listener));
    }
  }
}
