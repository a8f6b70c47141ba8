package dev.weft.internal;

import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.ProcessEnd;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.QuietListener;
import dev.weft.spi.RefWait;
import dev.weft.spi.SlotLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread's wait for all of many refs, or for the first of them that fails. What arrives puts
 * itself on a stack; the thread takes the whole stack at a time, so that a thousand arrivals cost
 * neither a lock nor a wake-up each.
 */
final class Gathering implements AutoCloseable, RefWait {

  /** On the stack when it is empty and the thread sleeps, or is about to. */
  private static final Arrival ASLEEP = new Arrival(null, null);

  private final Thread thread = Thread.currentThread();
  private final AtomicReference<@Nullable Arrival> arrived = new AtomicReference<>();
  private final List<Arrival> all;
  private int left;

  Gathering(List<PromiseRef<?>> refs) {
    all = new ArrayList<>(refs.size());
    left = refs.size();
    for (PromiseRef<?> ref : refs) {
      Arrival arrival = new Arrival(this, ref);
      all.add(arrival);
      ref.onDone(arrival);
    }
  }

  /** Waits; throws the failure of the first that fails. */
  void await() {
    while (left > 0) {
      for (Arrival next = takeAll(); next != null; next = next.below) {
        left--;
        Objects.requireNonNull(Objects.requireNonNull(next.ref).outcome()).valueOrThrow();
      }
    }
  }

  /** Those that have arrived, the first one first; waits for one. */
  private @Nullable Arrival takeAll() {
    Arrival top = arrived.getAndSet(null);
    if (top == null) {
      sleep();
      top = arrived.getAndSet(null);
    }
    Arrival first = null;
    while (top != null && top != ASLEEP) {
      Arrival below = top.below;
      top.below = first;
      first = top;
      top = below;
    }
    return first;
  }

  private void sleep() {
    SlotLease lease = SlotLease.current();
    if (lease != null) {
      lease.yieldSlot();
    }
    try {
      if (arrived.compareAndSet(null, ASLEEP)) {
        while (arrived.get() == ASLEEP) {
          LockSupport.park(this);
          if (Thread.interrupted()) {
            throw interrupted();
          }
        }
      }
    } finally {
      if (lease != null) {
        lease.resumeSlot();
      }
    }
    ProcessEnd.holdBack();
  }

  @Override
  public List<PromiseRef<?>> pending() {
    List<PromiseRef<?>> pending = new ArrayList<>();
    for (Arrival arrival : all) {
      PromiseRef<?> ref = Objects.requireNonNull(arrival.ref);
      if (!ref.isDone()) {
        pending.add(ref);
      }
    }
    return pending;
  }

  private WaitInterruptedException interrupted() {
    Thread.currentThread().interrupt();
    return Traces.hide(
        new WaitInterruptedException(
            "Interrupted while waiting for " + all.size() + " refs; their calls go on.",
            new InterruptedException()));
  }

  private void put(Arrival arrival) {
    Arrival top = arrived.get();
    while (true) {
      arrival.below = top == ASLEEP ? null : top;
      Arrival seen = arrived.compareAndExchange(top, arrival);
      if (seen == top) {
        break;
      }
      top = seen;
    }
    if (top == ASLEEP) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void close() {
    if (left > 0) {
      all.forEach(arrival -> Objects.requireNonNull(arrival.ref).removeListener(arrival));
    }
  }

  /** A ref that is waited for, and its place on the stack. */
  private static final class Arrival implements QuietListener {

    private final @Nullable Gathering gathering;
    private final @Nullable PromiseRef<?> ref;
    private @Nullable Arrival below; // written before it is on the stack, then by the taker

    Arrival(@Nullable Gathering gathering, @Nullable PromiseRef<?> ref) {
      this.gathering = gathering;
      this.ref = ref;
    }

    @Override
    public void run() {
      Objects.requireNonNull(gathering).put(this);
    }
  }
}
