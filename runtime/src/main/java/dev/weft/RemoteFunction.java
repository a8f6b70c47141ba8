package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A remote call for each of many items, written as a lambda: {@code Weft.map(shards, shard ->
 * train(shard))}.
 *
 * <p>In woven code a lambda or method reference of this type ends in a remote call, wherever it
 * stands, and {@link Weft#map} makes that call without waiting for it. A class that implements this
 * interface, and a lambda in code that is not woven, is run by the reader of the stream, one item
 * at a time.
 *
 * @param <T> the type of the items
 * @param <R> the type of the calls' values
 */
@FunctionalInterface
public interface RemoteFunction<T extends @Nullable Object, R extends @Nullable Object> {

  /** Makes the call for an item and waits for its value. */
  R apply(T item) throws Exception;
}
