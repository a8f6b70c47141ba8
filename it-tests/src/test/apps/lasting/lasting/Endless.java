package lasting;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;

/** A driver that leaves nothing free: more endless tasks than slots, actors, an object. */
public final class Endless {

  private Endless() {}

  public static void main(String[] args) throws Exception {
    int slots = Weft.context().slots();
    ObjectRef<byte[]> object = Weft.put(new byte[1 << 20]);
    Keeper keeper = new Keeper();
    List<ObjectRef<Void>> running = new ArrayList<>();
    for (int i = 0; i < 2 * slots; i++) {
      running.add(Weft.remote(() -> Work.endless(keeper)));
    }
    while (keeper.count() < slots) {
      Thread.onSpinWait();
    }
    System.out.println("busy: " + slots + " of " + running.size() + ", " + object.get().length);
    System.in.read();
  }
}
