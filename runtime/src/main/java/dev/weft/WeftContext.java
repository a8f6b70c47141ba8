package dev.weft;

import java.util.Optional;
import java.util.UUID;

/**
 * Where the calling code runs.
 *
 * @param mode how this process takes part: {@code inline}, {@code embedded}, {@code driver} or
 *     {@code member}
 * @param member the id of this process in its cluster
 * @param job the job that the calling code belongs to: one for each driver or embedded process
 * @param task the name of the task or actor method that runs in this thread, if any
 * @param attempt 1 for the first run of this task, 2 for its first repetition, and so on; 0 outside
 * @param slots how many tasks the cluster can run at a time, as known here
 * @param actor the actor whose method or constructor runs in this thread, if any
 */
public record WeftContext(
    String mode,
    UUID member,
    UUID job,
    Optional<String> task,
    int attempt,
    int slots,
    Optional<ActorContext> actor) {

  /** Outside of actors. */
  public WeftContext(
      String mode, UUID member, UUID job, Optional<String> task, int attempt, int slots) {
    this(mode, member, job, task, attempt, slots, Optional.empty());
  }
}
