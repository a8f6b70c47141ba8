package dev.weft.cluster.internal.object;

import dev.weft.cluster.internal.job.Job;
import dev.weft.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is here as bytes and is decoded once, by the first thread that looks, so that no
 * thread of the grid ever runs user classes' code.
 */
final class LazyOutcome implements Outcome {

  private final Job job;
  private final byte[] envelope;
  private volatile @Nullable Outcome decoded;

  LazyOutcome(Job job, byte[] envelope) {
    this.job = job;
    this.envelope = envelope;
  }

  byte[] envelope() {
    return envelope;
  }

  @Override
  public @Nullable Object value() {
    return decoded().value();
  }

  @Override
  public @Nullable Throwable failure() {
    return decoded().failure();
  }

  private Outcome decoded() {
    Outcome known = decoded;
    if (known == null) {
      synchronized (this) {
        known = decoded;
        if (known == null) {
          known = job.decodeOutcome(envelope);
          decoded = known;
        }
      }
    }
    return known;
  }
}
