package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an actor's method as its caller knows it.
 *
 * <p>{@code ready} is set by whoever readies the last input; the number is set by its channel.
 */
final class OutgoingCall {

  private final CallOrigin origin;
  private final ActorChannel line;
  private final Job job;
  private final ClusterRef<@Nullable Object> ref;
  private final MethodKey method;
  private final byte[] args;
  private final Inputs inputs;
  private final CallTerms terms;
  private volatile boolean ready;
  private volatile List<Input> forms = List.of();

  OutgoingCall(
      CallOrigin origin,
      ActorChannel line,
      Job job,
      ClusterRef<@Nullable Object> ref,
      MethodKey method,
      byte[] args,
      Inputs inputs,
      CallTerms terms) {
    this.origin = origin;
    this.line = line;
    this.job = job;
    this.ref = ref;
    this.method = method;
    this.args = args;
    this.inputs = inputs;
    this.terms = terms;
  }

  ActorAddress target() {
    return origin.target();
  }

  /** The channel it goes through. */
  ActorChannel line() {
    return line;
  }

  ClusterRef<@Nullable Object> ref() {
    return ref;
  }

  String name() {
    return origin.name();
  }

  /** Runs an action once the call can be sent, or is known to be impossible. */
  void whenReady(Runnable action) {
    inputs.whenReady(action);
  }

  void markReady() {
    ready = true;
  }

  boolean isReady() {
    return ready;
  }

  /**
   * Takes what the inputs, which are ready, have become.
   *
   * @param onFailure gets what fails the ref, to be run when no lock is held
   * @return whether the call can be sent
   */
  @SuppressWarnings("CatchingUnchecked") // an input that cannot be written is this call's failure
  boolean prepare(ObjectTable objects, Consumer<Runnable> onFailure) {
    if (ref.isDone()) {
      return false; // its time was over
    }
    try {
      Outcome failed = inputs.failed();
      if (failed != null) {
        onFailure.accept(() -> ref.complete(failed));
        return false;
      }
      forms = inputs.forms(job, objects);
      return true;
    } catch (Throwable e) {
      onFailure.accept(() -> ref.fail(e));
      return false;
    }
  }

  /** Gives it its place in a line, from which it is sent. */
  void send(Place its) {
    origin.send(its);
  }

  /** Whether it has been sent, so that it may run. */
  boolean isSent() {
    return origin.isSent();
  }

  /** Its answer has come. */
  void markAnswered() {
    place().isAnswered = true;
  }

  long channel() {
    return place().channel;
  }

  private Place place() {
    return origin.place();
  }

  /** The request, with channels of this process that are over, which the owner may forget. */
  ActorRequest.Call request(List<Long> finishedChannels) {
    Place its = place();
    return new ActorRequest.Call(
        target().id(),
        target().incarnation(),
        its.channel,
        its.sequence,
        its.acknowledged,
        ref.id(),
        name(),
        method,
        args,
        forms,
        terms,
        finishedChannels,
        false);
  }

  /** The place of a call in a line, which stays when the call itself is done with. */
  static final class Place {

    private final long channel;
    private final long sequence;
    private final long acknowledged;
    private volatile boolean isAnswered;

    /**
     * @param channel the line
     * @param acknowledged all answers before this number have come
     */
    Place(long channel, long sequence, long acknowledged) {
      this.channel = channel;
      this.sequence = sequence;
      this.acknowledged = acknowledged;
    }

    long channel() {
      return channel;
    }

    long sequence() {
      return sequence;
    }

    boolean isAnswered() {
      return isAnswered;
    }
  }
}
