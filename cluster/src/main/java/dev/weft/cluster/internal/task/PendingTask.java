package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.store.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A task as its submitter knows it, until it is done.
 *
 * <p>{@code attempt}, {@code retriesLeft}, {@code worker} and {@code isDone} are guarded by this.
 */
final class PendingTask {

  private final Job job;
  private final ClusterRef<@Nullable Object> ref;
  private final String name;
  private final MethodKey method;
  private final byte[] args;
  private final Inputs inputs;
  private int attempt;
  private int retriesLeft;
  private @Nullable NodeId worker;
  private boolean isDone;

  PendingTask(
      Job job,
      ClusterRef<@Nullable Object> ref,
      String name,
      MethodKey method,
      byte[] args,
      Inputs inputs,
      int retries) {
    this.job = job;
    this.ref = ref;
    this.name = name;
    this.method = method;
    this.args = args;
    this.inputs = inputs;
    this.retriesLeft = retries;
  }

  ObjectId id() {
    return ref.id();
  }

  ClusterRef<@Nullable Object> ref() {
    return ref;
  }

  Job job() {
    return job;
  }

  String name() {
    return name;
  }

  Inputs inputs() {
    return inputs;
  }

  /** Begins the next attempt on a node; null if the task is over already. */
  synchronized @Nullable TaskSpec assign(NodeId node, ObjectTable objects) {
    if (isDone) {
      return null;
    }
    TaskSpec spec =
        new TaskSpec(
            job.id(), ref.id(), attempt + 1, name, method, args, inputs.forms(job, objects));
    worker = node;
    attempt++;
    return spec;
  }

  /** The task is over; returns where it was, or null if it was nowhere. */
  synchronized @Nullable NodeId finish() {
    NodeId last = worker;
    worker = null;
    isDone = true;
    return last;
  }

  /**
   * The attempt on that node came to nothing.
   *
   * @param ran whether it may have run
   */
  synchronized Loss lost(NodeId node, int lostAttempt, boolean ran) {
    if (!node.equals(worker) || (lostAttempt != 0 && lostAttempt != attempt)) {
      return Loss.STALE;
    }
    worker = null;
    if (!ran) {
      return Loss.RETRY;
    }
    if (retriesLeft == 0) {
      return Loss.FINAL;
    }
    retriesLeft--;
    return Loss.RETRY;
  }

  /** What follows from the loss of an attempt. */
  enum Loss {
    /** Nothing: it was dealt with already. */
    STALE,
    RETRY,
    FINAL
  }
}
