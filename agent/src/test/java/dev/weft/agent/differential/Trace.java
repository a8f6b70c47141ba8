package dev.weft.agent.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * What programs under test call to leave a mark: the order of their local side effects. Only code
 * outside of remote methods is recorded, since those run when and where the engine likes.
 */
public final class Trace {

  /** Far more than any program leaves: one that does not end is stopped by it. */
  private static final int MOST = 100_000;

  private static final List<String> MARKS = new ArrayList<>();

  private Trace() {}

  /** Leaves a mark. */
  public static void trace(Object mark) {
    if (Inside.aRemoteMethod()) {
      return;
    }
    if (MARKS.size() > MOST) {
      throw new AssertionError("The program does not end.");
    }
    MARKS.add(String.valueOf(mark));
  }

  /** Leaves a mark, and is worth it. */
  public static int traced(int value) {
    trace(value);
    return value;
  }

  /** Leaves a mark, and is worth it. */
  public static double traced(double value) {
    trace(value);
    return value;
  }

  /** Leaves a mark, and is worth it. */
  public static <T> T traced(T value) {
    trace(value);
    return value;
  }

  /** A local failure. */
  public static int fail(String message) {
    trace("fail " + message);
    throw new IllegalStateException(message);
  }

  /** The beginning of a text, so that it does not grow without end. */
  public static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 16));
  }

  /** What an exception says, as far as programs under test may tell. */
  public static String words(Throwable failure) {
    return Words.ofFailure(failure);
  }

  /**
   * What a task calls for a value of which the caller may be unable to make a use that has no side
   * effects: to unbox it, or to cast it. In woven code that fails where the value is awaited.
   */
  public static <T> T oddValue(T value) {
    PlainCalls.mayFailLate();
    return value;
  }

  static void clear() {
    MARKS.clear();
  }

  static List<String> marks() {
    return List.copyOf(MARKS);
  }
}
