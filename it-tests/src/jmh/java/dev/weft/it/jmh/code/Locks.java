package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** A lock that is held around the way not taken. */
public final class Locks implements Work {

  private final Object lock = new Object();
  private boolean isRemote;
  private long count;

  @Remote
  static int task(int i) {
    return i;
  }

  @Override
  public long run(int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += step(i);
    }
    return sum + count;
  }

  private int step(int i) {
    int value = i;
    synchronized (lock) {
      count++;
      if (isRemote) {
        value = task(value);
      }
    }
    return value;
  }
}
