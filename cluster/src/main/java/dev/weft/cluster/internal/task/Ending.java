package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.object.SharedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param envelope its outcome, or null when that is {@code shared}, or in the grid under the task's
 *     id
 * @param shared its value when it ran on the submitter's own node and cannot change, or null
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Ending(byte @Nullable [] envelope, @Nullable SharedOutcome shared) {

  /** In the grid. */
  static final Ending STORED = new Ending(null, null);

  static Ending of(byte[] envelope) {
    return new Ending(envelope, null);
  }

  static Ending shared(@Nullable Object value) {
    return new Ending(null, new SharedOutcome(value));
  }

  boolean isStored() {
    return envelope == null && shared == null;
  }
}
