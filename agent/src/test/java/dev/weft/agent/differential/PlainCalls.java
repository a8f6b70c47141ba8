package dev.weft.agent.differential;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumented but unwoven program calls around the bodies of its remote methods, so that
 * its calls can be counted and made to fail like those of an engine. Confined to the test's thread.
 */
public final class PlainCalls {

  private static final List<String> CALLS = new ArrayList<>();
  private static Failing failing = Failing.NONE;

  /** The number of the call from which on woven code may run ahead; 0 when there is none. */
  private static int firstFailure;

  private PlainCalls() {}

  static void start(Failing plan) {
    CALLS.clear();
    failing = plan;
    firstFailure = 0;
  }

  /** The calls made outside of remote methods, by name, in order. */
  static List<String> calls() {
    return List.copyOf(CALLS);
  }

  /** The number of the first of them that failed, or 0. */
  static int firstFailure() {
    return firstFailure;
  }

  /** The value of the running call may be one of which a use fails. */
  static void mayFailLate() {
    failedNow();
  }

  private static void failedNow() {
    if (firstFailure == 0) {
      firstFailure = CALLS.size();
    }
  }

  /** A call begins. */
  public static @Nullable Object enter(String name) {
    if (!Inside.aRemoteMethod()) {
      CALLS.add(name);
      if (failing.isFailing(CALLS.size())) {
        failedNow();
        throw PlainCalls.<RuntimeException>sneaky(Failing.of(CALLS.size()));
      }
    }
    return Inside.enter(name);
  }

  /** A call ends. */
  public static void leave(@Nullable Object before) {
    Inside.enter(before);
  }

  /** A call ends by an exception. */
  public static Throwable failed(Throwable failure, @Nullable Object before) {
    Inside.enter(before);
    if (before == null) {
      failedNow();
    }
    return failure;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
