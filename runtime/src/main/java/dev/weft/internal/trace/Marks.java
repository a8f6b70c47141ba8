package dev.weft.internal.trace;

/**
 * Lines of a stack trace that are no frames. A trace prints them as {@code class.method(file:line)}
 * whatever they are, so they are made to read well in that form, and in loggers that print it.
 */
final class Marks {

  private static final String WEFT = "---- weft";
  private static final String MEMBER = "member ";

  private Marks() {}

  /** What stands above ran there: {@code ---- weft.member (10.0.0.7:5701)}. */
  static StackTraceElement member(String host, int port) {
    return new StackTraceElement(WEFT, MEMBER, host, port);
  }

  /** What stands below waited for it: {@code ---- weft.awaited (thread main)}. */
  static StackTraceElement awaited() {
    return new StackTraceElement(
        WEFT, "awaited ", "thread " + Thread.currentThread().getName(), -1);
  }

  /** What stands below made the call: {@code ---- weft.called (from)}. */
  static StackTraceElement called() {
    return new StackTraceElement(WEFT, "called ", "from", -1);
  }

  static boolean isMember(StackTraceElement frame) {
    return frame.getClassName().equals(WEFT) && frame.getMethodName().equals(MEMBER);
  }
}
