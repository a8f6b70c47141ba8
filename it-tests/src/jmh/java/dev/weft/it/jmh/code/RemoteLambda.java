package dev.weft.it.jmh.code;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import dev.weft.it.jmh.Work;
import org.jspecify.annotations.Nullable;

/** Calls by {@code Weft.remote}, on a way that is not taken. */
public final class RemoteLambda implements Work {

  private boolean isRemote;

  @Remote
  static int task(int i) {
    return i;
  }

  @Remote
  static int sum(int a, int b) {
    return a + b;
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
    @Nullable ObjectRef<Integer> ref = null;
    if (isRemote) {
      ref = Weft.remote(() -> task(i));
    }
    int value = i * 7;
    if (ref != null) {
      value = sum(ref.get(), value);
    }
    return value;
  }
}
