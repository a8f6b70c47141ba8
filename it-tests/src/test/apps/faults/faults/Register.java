package faults;

import dev.weft.ReadOnly;
import dev.weft.Remote;

/** A value that is read, written, and replaced if it is as expected. */
@Remote
public class Register {

  private long value;

  public long write(long newValue) {
    value = newValue;
    return 0;
  }

  @ReadOnly
  public long read() {
    return value;
  }

  public long replace(long expected, long newValue) {
    if (value != expected) {
      return 0;
    }
    value = newValue;
    return 1;
  }
}
