package dev.weft.internal.map;

import dev.weft.spi.PromiseRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Calls are read in the order in which they were made; {@code calls} is guarded by this. */
final class AsCalled implements ReadOrder {

  private final Deque<PromiseRef<?>> calls = new ArrayDeque<>();

  @Override
  public synchronized void add(PromiseRef<?> call) {
    calls.add(call);
  }

  @Override
  public synchronized int size() {
    return calls.size();
  }

  @Override
  public PromiseRef<?> take() {
    PromiseRef<?> first;
    synchronized (this) {
      first = calls.element();
    }
    var unused = first.await();
    synchronized (this) {
      return calls.remove();
    }
  }

  @Override
  public synchronized List<PromiseRef<?>> all() {
    return List.copyOf(calls);
  }
}
