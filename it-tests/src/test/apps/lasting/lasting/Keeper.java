package lasting;

import dev.weft.Remote;
import dev.weft.Weft;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** An actor that counts, knows where it is, and can be made to hang. */
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

  int hang() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }
}
