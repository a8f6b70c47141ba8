package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A call of an actor's method as its caller knows it.
 *
 * <p>{@code ready} is set by whoever readies the last input; the number is set by its channel.
 */
final class OutgoingCall {

  private final ActorAddress target;
  private final Job job;
  private final ClusterRef<@Nullable Object> ref;
  private final String name;
  private final MethodKey method;
  private final byte[] args;
  private final Inputs inputs;
  private volatile boolean ready;
  private volatile long channel;
  private volatile long sequence;
  private volatile long acknowledged;

  OutgoingCall(
      ActorAddress target,
      Job job,
      ClusterRef<@Nullable Object> ref,
      String name,
      MethodKey method,
      byte[] args,
      Inputs inputs) {
    this.target = target;
    this.job = job;
    this.ref = ref;
    this.name = name;
    this.method = method;
    this.args = args;
    this.inputs = inputs;
  }

  ActorAddress target() {
    return target;
  }

  ClusterRef<@Nullable Object> ref() {
    return ref;
  }

  String name() {
    return name;
  }

  Inputs inputs() {
    return inputs;
  }

  void markReady() {
    ready = true;
  }

  boolean isReady() {
    return ready;
  }

  /** Completes the ref if an input has failed; returns whether it did. */
  boolean failsByInput() {
    Outcome failed = inputs.failed();
    return failed != null && ref.complete(failed);
  }

  /** Gives it its place in a line; all answers before {@code acknowledgedNumber} have come. */
  void number(long channelId, long sequenceNumber, long acknowledgedNumber) {
    channel = channelId;
    sequence = sequenceNumber;
    acknowledged = acknowledgedNumber;
  }

  long sequence() {
    return sequence;
  }

  long channel() {
    return channel;
  }

  ActorRequest.Call request(ObjectTable objects) {
    return new ActorRequest.Call(
        target.id(),
        target.incarnation(),
        channel,
        sequence,
        acknowledged,
        ref.id(),
        name,
        method,
        args,
        inputs.forms(job, objects));
  }
}
