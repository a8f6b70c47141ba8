package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.stream.Streams;
import dev.weft.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Turns how a task ended into what its submitter is told: small outcomes go along, large ones into
 * the grid.
 */
final class Envelopes {

  private final Jobs jobs;
  private final ObjectTable objects;
  private final Streams streams;

  Envelopes(Jobs jobs, ObjectTable objects, Streams streams) {
    this.jobs = jobs;
    this.objects = objects;
    this.streams = streams;
  }

  Ending value(Job job, RunningTask task, @Nullable Object value) {
    Object sent = streams.handleFor(job, task.method(job), task.name(), task.depth(), value);
    return of(job, task, job.encode(sent));
  }

  /** What a ref or a future that the body returned came to. */
  Ending outcome(Job job, RunningTask task, @Nullable Object returned, Outcome outcome) {
    return of(
        job,
        task,
        returned instanceof ClusterRef<?> ref && !objects.isStored(ref)
            ? objects.envelope(ref)
            : job.encodeOutcome(outcome));
  }

  Ending failure(@Nullable Job job, Throwable failure) {
    return Ending.of((job == null ? jobs.own() : job).encodeFailure(failure));
  }

  private Ending of(Job job, RunningTask task, byte[] envelope) {
    if (envelope.length <= ObjectTable.INLINE_BYTES) {
      return Ending.of(envelope);
    }
    objects.store(job, task.id(), envelope);
    return Ending.STORED;
  }
}
