package dev.weft.cluster.internal.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters, one to a partition, that the grid itself keeps, with a backup: what it costs at the
 * least to change something on two members, as a floor for measurements. Nothing else uses them;
 * they are not moved when a partition is, and a count that comes twice counts twice.
 *
 * <p>A counter belongs to the thread of its partition.
 */
final class GridCounters {

  private static final int MAX_GROUP = 256;

  private final Map<Integer, Counter> counters = new ConcurrentHashMap<>();

  long add(int partition, int amount) {
    Counter counter = counter(partition);
    counter.value += amount;
    return counter.value;
  }

  /** What the owner has counted; comes to the backup. */
  void set(int partition, long value) {
    counter(partition).value = value;
  }

  /** Holds a count back until a flush; returns whether one is to be sent. */
  boolean hold(int partition, Runnable answer) {
    Counter counter = counter(partition);
    counter.held.add(answer);
    boolean isFirst = !counter.isFlushing;
    counter.isFlushing = true;
    return isFirst;
  }

  /** Counts those that are held, as many as go in one flush. */
  List<Runnable> flush(int partition) {
    Counter counter = counter(partition);
    int size = Math.min(MAX_GROUP, counter.held.size());
    List<Runnable> flushed = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      counter.value++;
      flushed.add(counter.held.remove());
    }
    if (size == 0) {
      counter.isFlushing = false;
    }
    return flushed;
  }

  private Counter counter(int partition) {
    Counter known = counters.get(partition);
    return known != null ? known : counters.computeIfAbsent(partition, p -> new Counter());
  }

  private static final class Counter {

    private final Deque<Runnable> held = new ArrayDeque<>();
    private long value;
    private boolean isFlushing;
  }
}
