package dev.weft.spi;

import dev.weft.ObjectRef;
import org.jspecify.annotations.Nullable;

/** Keeps immutable values that any part of the job can get. */
public interface ObjectStore {

  /**
   * Stores a copy of a value.
   *
   * @throws dev.weft.error.NotSerializableValueException if it cannot travel
   */
  <T extends @Nullable Object> ObjectRef<T> put(T value);
}
