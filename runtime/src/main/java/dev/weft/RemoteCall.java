package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A remote call with a value, written in place as a lambda: {@code Weft.remote(() ->
 * train(shard))}.
 *
 * @param <T> the type of the call's value
 */
@FunctionalInterface
public interface RemoteCall<T extends @Nullable Object> {

  /** Makes the call. */
  T call() throws Exception;
}
