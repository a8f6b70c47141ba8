package dev.weft.bridge;

import dev.weft.ObjectRef;
import org.jspecify.annotations.Nullable;

/** Called by woven code where the value of a call is needed. */
public final class Force {

  private Force() {}

  /** Waits for the value; throws the call's own exception if it failed. */
  public static @Nullable Object value(ObjectRef<?> ref) {
    return ref instanceof ConvertedRef converted ? converted.value() : ref.get();
  }
}
