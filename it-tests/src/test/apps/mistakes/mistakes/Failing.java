package mistakes;

import dev.weft.Remote;

/** Tasks that fail. */
final class Failing {

  private Failing() {}

  @Remote
  static int fine(int value) {
    return value;
  }

  @Remote
  static String owner(Account account) {
    return account.owner();
  }

  @Remote
  static Thread notAValue() {
    return Thread.currentThread();
  }

  @Remote
  static void checked() throws LockedException {
    throw new LockedException("Ada");
  }

  @Remote
  static void unchecked() {
    deeper();
  }

  @Remote
  static void broken() {
    throw new BrokenException("out of order");
  }

  @Remote
  static void error() {
    throw new AssertionError("two and two are five");
  }

  @Remote
  static int endless() {
    return endless(1) + 1;
  }

  private static int endless(int depth) {
    return endless(depth + 1) + 1;
  }

  private static void deeper() {
    throw new IllegalStateException("too deep", new UnsupportedOperationException("at the bottom"));
  }
}
