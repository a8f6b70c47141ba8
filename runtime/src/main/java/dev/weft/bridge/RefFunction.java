package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.RemoteFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of a lambda for {@link RemoteFunction}: it returns the ref of the call.
 *
 * @param <T> the type of the items
 * @param <R> the type of the calls' values
 */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // only the weaver makes lambdas of it
public interface RefFunction<T extends @Nullable Object, R extends @Nullable Object>
    extends RemoteFunction<T, R> {

  /** Evaluates the arguments of the call, makes it, and does not wait. */
  ObjectRef<R> refOf(CallOptions options, T item) throws Exception;

  @Override
  default R apply(T item) throws Exception {
    return refOf(CallOptions.defaults(), item).get();
  }
}
