package faulty;

import dev.weft.Weft;

/** Waits for what never ends. */
public final class Waiting {

  private Waiting() {}

  public static void main(String[] args) {
    var ref = Weft.remote(() -> Tasks.spin());
    System.out.println("waits");
    ref.get();
  }
}
