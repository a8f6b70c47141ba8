package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** An array that the method has made, filled in a loop. */
public final class FreshArray implements Work {

  private static final int LENGTH = 100;

  private boolean isRemote;

  @Remote
  static int task(int i) {
    return i;
  }

  @Override
  public long run(int times) {
    long sum = 0;
    for (int i = 0; i < times / LENGTH; i++) {
      sum += filled(i)[i % LENGTH];
    }
    return sum;
  }

  private int[] filled(int seed) {
    int[] made = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      if (isRemote) {
        made[i] = task(i);
      } else {
        made[i] = i * seed;
      }
    }
    for (int i = 1; i < LENGTH; i++) {
      made[i] += made[i - 1];
    }
    return made;
  }
}
