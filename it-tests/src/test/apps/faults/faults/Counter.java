package faults;

import dev.weft.Remote;

/** A sum. */
@Remote
public class Counter {

  private long sum;

  public long add(long step) {
    sum += step;
    return sum;
  }

  public long get() {
    return sum;
  }
}
