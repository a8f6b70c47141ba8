package dev.weft.cluster.internal.object;

import dev.weft.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A value of a call that ran on this node and that all may share, since it never changes.
 *
 * @param value an immutable value, or null
 */
public record SharedOutcome(@Nullable Object value) implements Outcome {

  @Override
  public @Nullable Throwable failure() {
    return null;
  }

  @Override
  public @Nullable Object valueOrThrow() {
    return value;
  }
}
