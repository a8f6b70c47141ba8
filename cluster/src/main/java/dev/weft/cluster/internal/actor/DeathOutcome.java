package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.Job;
import dev.weft.error.ActorDiedException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call to an actor that is dead. What its constructor threw is the cause; it is
 * decoded by the first thread that looks, as any outcome is.
 */
final class DeathOutcome implements Outcome {

  private final ActorAddress actor;
  private final Death death;
  private final Job job;
  private @Nullable ActorDiedException failure; // guarded by this

  DeathOutcome(ActorAddress actor, Death death, Job job) {
    this.actor = actor;
    this.death = death;
    this.job = job;
  }

  @Override
  public @Nullable Object value() {
    return null;
  }

  @Override
  public synchronized Throwable failure() {
    if (failure == null) {
      byte[] cause = death.failure();
      failure =
          new ActorDiedException(
              "The actor " + actor + " is dead: " + death.reason() + ".",
              cause == null ? null : job.decodeOutcome(cause).failure());
    }
    return failure;
  }
}
