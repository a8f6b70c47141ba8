package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** A small method, called often, that calls a task only on a way that is not taken. */
public final class Branch implements Work {

  private boolean isRemote;

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
    return sum;
  }

  private int step(int i) {
    int value = i * 31;
    if (isRemote) {
      value = task(value);
    }
    return value ^ (value >>> 3);
  }
}
