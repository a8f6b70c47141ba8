package dev.weft.internal.map;

import java.util.function.LongSupplier;

/**
 * How many calls may be under way, or done and not read.
 *
 * <p>Without a number from the user it begins with a few for each slot, which keeps the slots busy
 * when calls take long. Short calls are bound by the way there and back, not by the slots: while a
 * whole window is read in less than {@value #FAST_MS} ms, it is doubled, and it shrinks when
 * reading one takes more than {@value #SLOW_MS} ms.
 *
 * <p>Confined to the reader of the stream.
 */
final class Window {

  private static final int PER_SLOT = 4;
  private static final int MAX = 1024;
  private static final long FAST_MS = 10;
  private static final long SLOW_MS = 1_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private final int min;
  private final int max;
  private final LongSupplier nanoTime;
  private int size;
  private int reads;
  private long since;

  private Window(int min, int max, LongSupplier nanoTime) {
    this.min = min;
    this.max = max;
    this.nanoTime = nanoTime;
    this.size = min;
    this.since = nanoTime.getAsLong();
  }

  /** As many as the user says. */
  static Window of(int size) {
    return new Window(size, size, () -> 0);
  }

  /**
   * As many as seem good.
   *
   * @param slots how many tasks the cluster runs at a time
   */
  static Window forSlots(int slots, LongSupplier nanoTime) {
    int min = (int) Math.min(MAX, (long) PER_SLOT * Math.max(1, slots));
    return new Window(min, MAX, nanoTime);
  }

  int size() {
    return size;
  }

  /** An element was read. */
  void read() {
    if (min == max || ++reads < size) {
      return;
    }
    reads = 0;
    long now = nanoTime.getAsLong();
    long elapsedMs = (now - since) / NANOS_PER_MS;
    since = now;
    if (elapsedMs < FAST_MS) {
      size = Math.min(max, 2 * size);
    } else if (elapsedMs > SLOW_MS) {
      size = Math.max(min, size / 2);
    }
  }
}
