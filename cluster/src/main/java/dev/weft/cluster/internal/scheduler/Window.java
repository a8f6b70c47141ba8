package dev.weft.cluster.internal.scheduler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many of a submitter's tasks a node may have at a time: about as many as it does in {@link
 * #AIM_NANOS}. So it never runs dry between two batches, and what it could not do soon anyway stays
 * with the submitter, who may still give it to a node that becomes free first, or cancel it.
 *
 * <p>It finds that number by itself: it is doubled while a whole window is done sooner, and halved
 * while it takes much longer.
 */
final class Window {

  static final int MIN = 8;
  static final int MAX = 8192;
  static final long AIM_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int FIRST = 64;
  private static final long MAX_BYTES = 16 << 20;

  private final LongSupplier clock;
  private final int min;

  @GuardedBy("this")
  private int limit;

  @GuardedBy("this")
  private int outstanding;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private int doneInRound;

  @GuardedBy("this")
  private long roundStart;

  @GuardedBy("this")
  private boolean wasFull;

  /**
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Window(LongSupplier clock) {
    this(clock, FIRST, MIN);
  }

  /**
   * The same for tasks of which a node runs only so many at a time.
   *
   * @param first how many it may have to begin with
   * @param min how many it may have at least
   */
  Window(LongSupplier clock, int first, int min) {
    this.clock = clock;
    this.limit = first;
    this.min = min;
  }

  /** Counts one more task in, if there is room; a single one always fits, however large. */
  synchronized boolean take(int size) {
    if (!hasRoom(size)) {
      wasFull = true;
      return false;
    }
    add(size);
    return true;
  }

  /** Whether there is room for one more. */
  synchronized boolean hasRoom(int size) {
    return outstanding < limit && (outstanding == 0 || bytes + size <= MAX_BYTES);
  }

  /** Counts one more in, whether there is room or not. */
  synchronized void add(int size) {
    if (outstanding == 0) {
      roundStart = clock.getAsLong();
      doneInRound = 0;
    }
    outstanding++;
    bytes += size;
  }

  /** A task has left the node. */
  synchronized void done(int size) {
    outstanding--;
    bytes -= size;
    if (++doneInRound >= limit) {
      adapt(clock.getAsLong());
    }
  }

  /** The node has a free slot although it has many: those wait. It may have some more. */
  synchronized void widen() {
    limit = Math.max(limit, outstanding + MIN);
  }

  synchronized int outstanding() {
    return outstanding;
  }

  synchronized int limit() {
    return limit;
  }

  @GuardedBy("this")
  private void adapt(long now) {
    long took = now - roundStart;
    if (took > 4 * AIM_NANOS) {
      limit = Math.max(min, limit / 2);
    } else if (wasFull && took < AIM_NANOS) {
      limit = Math.min(MAX, limit * 2);
    }
    wasFull = false;
    doneInRound = 0;
    roundStart = now;
  }
}
