package faults;

import dev.weft.ReadOnly;
import dev.weft.Remote;

/** A sum. */
@Remote
public class Counter {

  private long sum;

  public long add(long step) {
    sum += step;
    return sum;
  }

  @ReadOnly
  public long get() {
    return sum;
  }
}
