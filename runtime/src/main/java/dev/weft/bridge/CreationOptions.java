package dev.weft.bridge;

import dev.weft.CallOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries the options of {@code options().actor(() -> new A(…))} past the constructor's signature.
 *
 * <p>The weaver sets them directly before the constructor is invoked, when its arguments have been
 * evaluated already, so that nothing comes between.
 */
public final class CreationOptions {

  private static final ThreadLocal<CallOptions> NEXT = new ThreadLocal<>();

  private CreationOptions() {}

  /** Called by woven code: the next actor that this thread creates gets these options. */
  public static void set(CallOptions options) {
    NEXT.set(Objects.requireNonNull(options, "options"));
  }

  /** Called by woven code when the creation failed, perhaps before it took them. */
  public static void clear() {
    NEXT.remove();
  }

  /** Whether an object is an actor of a woven class. */
  public static boolean isWoven(@Nullable Object object) {
    return object instanceof Actor;
  }

  static CallOptions take() {
    CallOptions options = NEXT.get();
    if (options == null) {
      return CallOptions.defaults();
    }
    NEXT.remove();
    return options;
  }
}
