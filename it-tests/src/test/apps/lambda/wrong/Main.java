package wrong;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;

/** Asks for something remote that is not. */
public final class Main {

  private Main() {}

  @Remote
  static int remote(int x) {
    return x + 1;
  }

  static int ordinary(int x) {
    return x - 1;
  }

  public static void main(String[] args) {
    System.out.println("right: " + remote(1));
    ObjectRef<Integer> ref = Weft.remote(() -> ordinary(1));
    System.out.println("wrong: " + ref.get());
  }
}
