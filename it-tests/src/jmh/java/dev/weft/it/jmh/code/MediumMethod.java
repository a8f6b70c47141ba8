package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** A method that is inlined as long as it does not grow by much. */
public final class MediumMethod implements Work {

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
    int a = i;
    int b = 1;
    a += (b ^ 3) * 5;
    b ^= a >>> 1;
    a += (b ^ 4) * 7;
    b ^= a >>> 2;
    a += (b ^ 5) * 9;
    b ^= a >>> 3;
    a += (b ^ 6) * 11;
    b ^= a >>> 4;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 7) * 13;
    b ^= a >>> 5;
    a += (b ^ 8) * 15;
    b ^= a >>> 6;
    a += (b ^ 9) * 17;
    b ^= a >>> 7;
    a += (b ^ 10) * 19;
    b ^= a >>> 8;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 11) * 21;
    b ^= a >>> 9;
    a += (b ^ 12) * 23;
    b ^= a >>> 10;
    return a + b;
  }
}
