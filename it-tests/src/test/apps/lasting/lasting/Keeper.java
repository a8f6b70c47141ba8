package lasting;

import dev.weft.Remote;
import dev.weft.Weft;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An actor that counts, knows where it is, and may take its time. */
@Remote
class Keeper {

  private int count;

  int add() {
    return ++count;
  }

  int count() {
    return count;
  }

  UUID where() {
    return Weft.context().member();
  }

  /** Takes so long that its member may die meanwhile. */
  int addSlowly() throws InterruptedException {
    int next = count + 1;
    new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    count = next;
    return count;
  }
}
