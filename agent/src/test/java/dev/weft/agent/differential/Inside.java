package dev.weft.agent.differential;

import org.jspecify.annotations.Nullable;

/** Knows whether a thread runs the body of a remote method, and of which call. */
final class Inside {

  private static final ThreadLocal<Object> CALL = new ThreadLocal<>();

  private Inside() {}

  static boolean aRemoteMethod() {
    return CALL.get() != null;
  }

  /** The call whose body this thread runs. */
  static @Nullable Object call() {
    return CALL.get();
  }

  /** Enters the body of a call, or leaves with what was there before. */
  static @Nullable Object enter(@Nullable Object call) {
    Object before = CALL.get();
    if (call == null) {
      CALL.remove();
    } else {
      CALL.set(call);
    }
    return before;
  }
}
