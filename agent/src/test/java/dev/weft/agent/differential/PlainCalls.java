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
  private static boolean hasFailed;

  private PlainCalls() {}

  static void start(Failing plan) {
    CALLS.clear();
    failing = plan;
    hasFailed = false;
  }

  /** The calls made outside of remote methods, by name, in order. */
  static List<String> calls() {
    return List.copyOf(CALLS);
  }

  /** Whether one of them failed. */
  static boolean hasFailed() {
    return hasFailed;
  }

  /** A call begins. */
  public static @Nullable Object enter(String name) {
    if (!Inside.aRemoteMethod()) {
      CALLS.add(name);
      if (failing.isFailing(CALLS.size())) {
        hasFailed = true;
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
    hasFailed |= before == null;
    return failure;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
