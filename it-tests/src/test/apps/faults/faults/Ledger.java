package faults;

import dev.weft.ReadOnly;
import dev.weft.Remote;
import java.util.Arrays;

/** A list to which ids of calls are appended. */
@Remote
public class Ledger {

  private long[] ids = new long[16];
  private int length;

  public long append(long id) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, 2 * length);
    }
    ids[length++] = id;
    return length;
  }

  public long refuse(long id) {
    throw new RefusedException("not " + id);
  }

  @ReadOnly
  public long size() {
    return length;
  }

  public long[] contents() {
    return Arrays.copyOf(ids, length);
  }
}
