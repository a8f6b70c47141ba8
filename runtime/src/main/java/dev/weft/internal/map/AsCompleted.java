package dev.weft.internal.map;

import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.QuietListener;
import dev.weft.spi.SlotLease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls are read in the order in which they end. All fields are guarded by this. */
final class AsCompleted implements ReadOrder {

  private static final Outcome ARRIVED = Outcome.of(null);

  private final Set<PromiseRef<?>> pending = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<PromiseRef<?>> ended = new ArrayDeque<>();

  /** What the reader waits for: a ref, so that a worker's slot is free meanwhile. */
  private @Nullable PromiseRef<?> arrival;

  @Override
  public void add(PromiseRef<?> call) {
    synchronized (this) {
      pending.add(call);
    }
    QuietListener listener = () -> arrived(call);
    call.onDone(listener);
  }

  private void arrived(PromiseRef<?> call) {
    PromiseRef<?> awaited;
    synchronized (this) {
      pending.remove(call);
      ended.add(call);
      awaited = arrival;
      arrival = null;
    }
    if (awaited != null) {
      awaited.complete(ARRIVED);
    }
  }

  @Override
  public synchronized int size() {
    return pending.size() + ended.size();
  }

  @Override
  public PromiseRef<?> take() {
    help();
    while (true) {
      PromiseRef<?> next;
      synchronized (this) {
        PromiseRef<?> first = ended.poll();
        if (first != null) {
          return first;
        }
        next = Objects.requireNonNullElseGet(arrival, PromiseRef::new);
        arrival = next;
      }
      var unused = next.await();
    }
  }

  /** Lets a worker that is about to wait run calls that have not begun, until one has ended. */
  private void help() {
    if (SlotLease.current() == null) {
      return;
    }
    for (PromiseRef<?> call : all()) {
      synchronized (this) {
        if (!ended.isEmpty()) {
          return;
        }
      }
      call.help();
    }
  }

  @Override
  public synchronized List<PromiseRef<?>> all() {
    List<PromiseRef<?>> all = new ArrayList<>(ended);
    all.addAll(pending);
    return all;
  }
}
