package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Weft#wait} found: the same refs that were given, split, each part in the order given.
 *
 * @param ready refs whose value or failure is known, never more than were asked for
 * @param pending all others
 * @param <T> the type of the values
 */
public record WaitResult<T extends @Nullable Object>(
    List<ObjectRef<T>> ready, List<ObjectRef<T>> pending) {

  public WaitResult {
    ready = List.copyOf(ready);
    pending = List.copyOf(pending);
  }
}
