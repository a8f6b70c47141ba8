package dev.weft.agent.differential;

import java.io.IOException;

/**
 * Which call of a run fails instead of running its body: the k-th in program order of those made
 * outside of remote methods. 0 means none.
 */
record Failing(int k) {

  static final Failing NONE = new Failing(0);

  /** What that call throws: an unchecked exception, a checked one or an error by turns. */
  static Throwable of(int k) {
    String message = "call " + k + " failed";
    return switch (k % 3) {
      case 0 -> new LinkageError(message);
      case 1 -> new IllegalArgumentException(message);
      default -> new IOException(message);
    };
  }

  boolean isFailing(int number) {
    return number == k;
  }

  @Override
  public String toString() {
    return k == 0 ? "no failure" : "failure of call " + k;
  }
}
