package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.stream.Streams;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.error.TaskFailedException;
import dev.weft.spi.Outcome;
import dev.weft.store.ValueCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns how a task ended into what its submitter is told: small outcomes go along, large values
 * into the grid, once it is known that somebody wants them.
 */
final class Envelopes {

  private final Jobs jobs;
  private final ObjectTable objects;
  private final Streams streams;

  /** What is told when there is no memory to tell anything else. */
  private volatile byte @Nullable [] lastResort;

  Envelopes(Jobs jobs, ObjectTable objects, Streams streams) {
    this.jobs = jobs;
    this.objects = objects;
    this.streams = streams;
  }

  /** To be called when there is memory still. */
  void prepare(Job job) {
    if (lastResort == null) {
      lastResort =
          job.encodeFailure(
              new OutOfMemoryError("The heap of the member was too full to say more."));
    }
  }

  Ending value(Job job, RunningTask task, @Nullable Object value) {
    Object sent = streams.handleFor(job, task.method(job), task.name(), task.depth(), value);
    return Ending.of(job.encode(sent));
  }

  /** What a ref or a future that the body returned came to. */
  Ending outcome(Job job, @Nullable Object returned, Outcome outcome) {
    return Ending.of(
        returned instanceof ClusterRef<?> ref && !objects.isStored(ref)
            ? objects.envelope(ref)
            : job.encodeOutcome(outcome));
  }

  /** A failure; never fails itself. */
  @SuppressWarnings("CatchingUnchecked") // for want of memory, above all
  Ending failure(@Nullable Job job, Throwable failure) {
    try {
      return Ending.of((job == null ? jobs.own() : job).encodeFailure(failure));
    } catch (Throwable e) {
      return lastResort();
    }
  }

  /** The end of a task whose own end could not be sent. */
  byte[] untold(TransportException why) {
    Throwable failure =
        why.getCause() instanceof OutOfMemoryError
            ? new OutOfMemoryError("The heap of the member was too full to send the result.")
            : new TaskFailedException(
                "The task has run, but its result could not be sent: " + why.getMessage());
    return Objects.requireNonNull(failure(null, failure).envelope());
  }

  private Ending lastResort() {
    byte[] prepared = lastResort;
    return Ending.of(prepared != null ? prepared : new byte[] {ValueCodec.FAILURE});
  }

  /** Brings a large value to the grid, under the id of its task; waits for it. */
  @SuppressWarnings("CatchingUnchecked") // that it cannot be stored is the caller's failure
  Ending settle(RunningTask task, Ending ending) {
    byte[] envelope = ending.envelope();
    if (envelope == null
        || envelope.length <= ObjectTable.INLINE_BYTES
        || ValueCodec.isFailure(envelope)) {
      return ending;
    }
    Job job = null;
    try {
      job = task.job();
      objects.store(job, task.id(), envelope);
      return Ending.STORED;
    } catch (Throwable e) {
      return failure(job, e);
    }
  }

  /** Takes out of the grid what {@link #settle} has stored. */
  void drop(RunningTask task) {
    objects.drop(task.job(), task.id());
  }
}
