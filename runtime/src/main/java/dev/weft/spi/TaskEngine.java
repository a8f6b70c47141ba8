package dev.weft.spi;

import dev.weft.ObjectRef;
import org.jspecify.annotations.Nullable;

/** Runs tasks somewhere. */
public interface TaskEngine {

  /**
   * Takes a call; the ref completes when it has run. Does not wait.
   *
   * @throws dev.weft.error.NotSerializableValueException if an argument cannot travel
   */
  ObjectRef<@Nullable Object> submit(TaskCall call);

  /**
   * Cancels a call: one that waits never runs, one that runs is interrupted.
   *
   * @return whether the ref was pending and now fails with {@link
   *     dev.weft.error.TaskCancelledException}
   */
  boolean cancel(ObjectRef<?> ref);

  /**
   * Cancels a call if it has not begun; one that runs is left alone. That it was cancelled may be
   * known only later, if it is far away.
   */
  default void withdraw(ObjectRef<?> ref) {}

  /**
   * As {@link #cancel(ObjectRef)}; by force, a run that does not end when it is interrupted does
   * not keep its slot.
   */
  default boolean cancel(ObjectRef<?> ref, boolean force) {
    return cancel(ref);
  }
}
