package dev.weft.cluster.internal.object;

import dev.weft.spi.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An outcome whose bytes are in the grid; they are fetched and decoded when first looked at. */
final class StoredOutcome implements Outcome {

  private final Supplier<Outcome> load;
  private volatile @Nullable Outcome loaded;

  StoredOutcome(Supplier<Outcome> load) {
    this.load = load;
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
    return loaded().valueOrThrow();
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
