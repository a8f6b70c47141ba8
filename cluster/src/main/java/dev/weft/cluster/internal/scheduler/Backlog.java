package dev.weft.cluster.internal.scheduler;

import dev.weft.error.WaitInterruptedException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory a submitter's unfinished tasks take, and the bound on it: who wants to submit
 * more waits until some are done.
 */
public final class Backlog {

  private final long limit;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean isClosed;

  /**
   * @param limit in bytes
   */
  public Backlog(long limit) {
    this.limit = limit;
  }

  /** Counts a task in, whatever the bound. */
  public void add(int size) {
    bytes.addAndGet(size);
  }

  /** Counts a task out. */
  public void remove(int size) {
    long before = bytes.getAndAdd(-size);
    if (before > limit && before - size <= limit) {
      wake();
    }
  }

  /**
   * Waits until there is room.
   *
   * @throws WaitInterruptedException if the thread is interrupted
   */
  public void awaitRoom() {
    if (bytes.get() > limit) {
      sleep();
    }
  }

  /** Lets everyone through from now on. */
  public void close() {
    isClosed = true;
    wake();
  }

  public long bytes() {
    return bytes.get();
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void sleep() {
    try {
      while (bytes.get() > limit && !isClosed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(
          "Interrupted while waiting to submit a task: those that are not done hold "
              + (bytes.get() >> 20)
              + " MiB, the most there may be is "
              + (limit >> 20)
              + " MiB.",
          e);
    }
  }
}
