package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** A method too long to be inlined, with many ways that are not taken. */
public final class LongMethod implements Work {

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
    a += (b ^ 13) * 25;
    b ^= a >>> 11;
    a += (b ^ 14) * 27;
    b ^= a >>> 12;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 15) * 29;
    b ^= a >>> 13;
    a += (b ^ 16) * 31;
    b ^= a >>> 1;
    a += (b ^ 17) * 33;
    b ^= a >>> 2;
    a += (b ^ 18) * 35;
    b ^= a >>> 3;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 19) * 37;
    b ^= a >>> 4;
    a += (b ^ 20) * 39;
    b ^= a >>> 5;
    a += (b ^ 21) * 41;
    b ^= a >>> 6;
    a += (b ^ 22) * 43;
    b ^= a >>> 7;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 23) * 45;
    b ^= a >>> 8;
    a += (b ^ 24) * 47;
    b ^= a >>> 9;
    a += (b ^ 25) * 49;
    b ^= a >>> 10;
    a += (b ^ 26) * 51;
    b ^= a >>> 11;
    if (isRemote) {
      b = task(a);
    }
    a += (b ^ 27) * 53;
    b ^= a >>> 12;
    a += (b ^ 28) * 55;
    b ^= a >>> 13;
    a += (b ^ 29) * 57;
    b ^= a >>> 1;
    a += (b ^ 30) * 59;
    b ^= a >>> 2;
    if (isRemote) {
      b = task(a);
    }
    return a + b;
  }
}
