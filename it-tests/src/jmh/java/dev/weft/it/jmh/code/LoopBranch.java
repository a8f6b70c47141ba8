package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** A loop whose body has the way that is not taken. */
public final class LoopBranch implements Work {

  private boolean isRemote;

  @Remote
  static int task(int i) {
    return i;
  }

  @Override
  public long run(int times) {
    long sum = 0;
    int last = 1;
    for (int i = 0; i < times; i++) {
      int value = i + last;
      if (isRemote) {
        value = task(value);
      }
      last = value * 31;
      sum += last >>> 3;
    }
    return sum;
  }
}
