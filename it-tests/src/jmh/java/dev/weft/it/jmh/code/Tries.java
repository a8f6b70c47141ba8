package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** Nested {@code try} ranges with handlers that read locals, and a {@code finally}. */
public final class Tries implements Work {

  private boolean isRemote;
  private long finished;

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
    return sum + finished;
  }

  private int step(int i) {
    int value = i;
    try {
      value += 3;
      try {
        if (isRemote) {
          value = task(value);
        }
        value = Math.addExact(value, i);
      } catch (ArithmeticException e) {
        value = -value;
      }
      value ^= i << 2;
    } catch (IllegalStateException e) {
      return value;
    } finally {
      finished++;
    }
    return value;
  }
}
