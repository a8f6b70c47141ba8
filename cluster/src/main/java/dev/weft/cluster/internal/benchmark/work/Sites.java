package dev.weft.cluster.internal.benchmark.work;

import dev.weft.ObjectRef;
import dev.weft.bridge.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** Links calls as they stand in {@code Weft.remote(() -> …)}. */
final class Sites {

  private Sites() {}

  /**
   * The call of a static method.
   *
   * @param given the types of what is passed: those of the parameters, or {@code ObjectRef}
   */
  static MethodHandle task(Lookup owner, String name, MethodType method, Class<?>... given) {
    return Linker.task(
            owner,
            name,
            MethodType.methodType(ObjectRef.class, given),
            owner.lookupClass(),
            method.toMethodDescriptorString())
        .dynamicInvoker();
  }

  /** The call of an actor's method. */
  static MethodHandle actor(Lookup owner, String name, MethodType method, Class<?>... given) {
    MethodType site =
        MethodType.methodType(ObjectRef.class, given).insertParameterTypes(0, owner.lookupClass());
    return Linker.later(owner, name, site, owner.lookupClass(), method.toMethodDescriptorString())
        .dynamicInvoker();
  }

  /** Throws what a call site threw; it declares nothing. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }
}
