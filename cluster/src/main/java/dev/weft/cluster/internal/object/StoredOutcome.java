package dev.weft.cluster.internal.object;

import dev.weft.error.WeftException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An outcome whose bytes are in the grid; they are fetched and decoded when first looked at. */
final class StoredOutcome implements Outcome {

  private final Supplier<Outcome> load;
  private final long bytes;
  private volatile @Nullable Outcome loaded;

  /**
   * @param bytes how many they are, as far as is known
   */
  StoredOutcome(Supplier<Outcome> load, long bytes) {
    this.load = load;
    this.bytes = bytes;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public @Nullable Object value() {
    return loaded().value();
  }

  @Override
  public @Nullable Throwable failure() {
    return loaded().failure();
  }

  @Override
  public @Nullable Object valueOrThrow() {
    Outcome outcome;
    try {
      outcome = loaded();
    } catch (WeftException e) {
      throw Traces.hide(e); // the fetch failed, not the call: the next may do better
    }
    return outcome.valueOrThrow();
  }

  private Outcome loaded() {
    Outcome known = loaded;
    if (known == null) {
      synchronized (this) {
        known = loaded;
        if (known == null) {
          known = load.get();
          loaded = known;
        }
      }
    }
    return known;
  }
}
