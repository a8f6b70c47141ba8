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
 * <p>{@code attempt}, {@code retriesLeft} and {@code worker} are guarded by this.
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

  /** Where it was sent, or null while it waits for its inputs. */
  synchronized @Nullable NodeId worker() {
    return worker;
  }

  /** Begins the next attempt on a node. */
  synchronized TaskSpec assign(NodeId node, ObjectTable objects) {
    worker = node;
    attempt++;
    return new TaskSpec(
        job.id(), ref.id(), attempt, name, method, args, inputs.forms(job, objects));
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
