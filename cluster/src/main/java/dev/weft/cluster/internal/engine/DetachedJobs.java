package dev.weft.cluster.internal.engine;

import dev.weft.cluster.internal.actor.ActorClient;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.shipping.BundleMap;
import dev.weft.error.WeftException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the jobs of detached actors that are dead. The member that has seen one die takes its job's
 * classes and objects from the grid; the others find every now and then that they are gone, and
 * forget the job. If that member was lost before it had, or the actor never came to life, the
 * oldest member finds out.
 *
 * <p>{@link #look} waits for answers of other members, and runs once at a time.
 */
final class DetachedJobs {

  private static final Logger log = LoggerFactory.getLogger(DetachedJobs.class);

  /** So often a job must be found without its actor, since one that is being born has none yet. */
  private static final int LOOKS = 3;

  private final Jobs jobs;
  private final BundleMap bundles;
  private final ActorClient actors;
  private final BooleanSupplier isOldest;
  private final Consumer<UUID> forget;
  private final AtomicBoolean isLooking = new AtomicBoolean();

  /** Whoever looks has these. */
  private final Map<UUID, Integer> withoutActor = new HashMap<>();

  /**
   * @param isOldest whether this is the oldest member
   * @param forget takes what a job has from the grid
   */
  DetachedJobs(
      Jobs jobs,
      BundleMap bundles,
      ActorClient actors,
      BooleanSupplier isOldest,
      Consumer<UUID> forget) {
    this.jobs = jobs;
    this.bundles = bundles;
    this.actors = actors;
    this.isOldest = isOldest;
    this.forget = forget;
  }

  /** An actor has ended here. */
  void ended(JobId id) {
    jobs.end(id);
    forget.accept(id.uuid());
  }

  /** Looks at all of them, unless that is under way. */
  void look() {
    if (!isLooking.compareAndSet(false, true)) {
      return;
    }
    try {
      lookAtAll();
    } finally {
      isLooking.set(false);
    }
  }

  private void lookAtAll() {
    for (Job job : jobs.all()) {
      if (job.id().isDetached() && bundles.actor(job.id().uuid()).isEmpty()) {
        jobs.end(job.id());
      }
    }
    if (!isOldest.getAsBoolean()) {
      withoutActor.clear();
      return;
    }
    for (UUID job : bundles.detachedJobs()) {
      try {
        look(new JobId(job));
      } catch (WeftException e) {
        log.debug("It is not known whether the actor of detached job {} is alive.", job, e);
      }
    }
  }

  private void look(JobId id) {
    Optional<UUID> actor = bundles.actor(id.uuid());
    if (actor.isPresent() && actors.isAlive(id, actor.get())) {
      withoutActor.remove(id.uuid());
    } else if (withoutActor.merge(id.uuid(), 1, Integer::sum) >= LOOKS) {
      withoutActor.remove(id.uuid());
      ended(id);
    }
  }
}
