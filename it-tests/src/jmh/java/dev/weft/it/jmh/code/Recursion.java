package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;

/** Recursion that goes remote above a bound only. */
public final class Recursion implements Work {

  private static final int REMOTE_FROM = 25;
  private static final int DEPTH = 10;
  private static final int CALLS = 177; // of fib(10)

  @Remote
  static long task(int n) {
    return fib(n);
  }

  @Override
  public long run(int times) {
    long sum = 0;
    for (int i = 0; i < times; i += CALLS) {
      sum += fib(DEPTH);
    }
    return sum;
  }

  private static long fib(int n) {
    if (n < 2) {
      return n;
    }
    if (n > REMOTE_FROM) {
      long a = task(n - 1);
      long b = task(n - 2);
      return a + b;
    }
    return fib(n - 1) + fib(n - 2);
  }
}
