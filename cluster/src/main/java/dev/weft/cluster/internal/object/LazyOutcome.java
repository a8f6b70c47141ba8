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
  private final @Nullable StackTraceElement site;
  private volatile @Nullable Outcome decoded;

  /**
   * @param site where the call was made, or null if that is unknown
   */
  LazyOutcome(Job job, byte[] envelope, @Nullable StackTraceElement site) {
    this.job = job;
    this.envelope = envelope;
    this.site = site;
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

  @Override
  public @Nullable Object valueOrThrow() {
    return decoded().valueOrThrow();
  }

  private Outcome decoded() {
    Outcome known = decoded;
    if (known == null) {
      synchronized (this) {
        known = decoded;
        if (known == null) {
          known = job.decodeOutcome(envelope).calledAt(site);
          decoded = known;
        }
      }
    }
    return known;
  }
}
