package first;

import dev.weft.Remote;

/** The shortest way to a result. */
public final class First {

  private First() {}

  @Remote
  static int answer() {
    return 42;
  }

  public static void main(String[] args) {
    System.out.println(answer());
  }
}
