package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.actor.Exchange.Attempt;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way of requests to one node. Those that come while others are on their way go in batches,
 * which are taken at once, and their answers come in batches, see {@link AnswerLanes}. One that
 * finds the way empty goes alone, and its answer is the answer to the message: one round trip and
 * nothing else.
 */
final class RequestLane {

  private final Transport transport;
  private final NodeId target;
  private final Listener listener;
  private final Outbox<Attempt> batches;
  private final AtomicBoolean isLoneOut = new AtomicBoolean();

  /**
   * @param link the way of batches, which are taken at once
   */
  RequestLane(Transport transport, Link link, NodeId target, Listener listener) {
    this.transport = transport;
    this.target = target;
    this.listener = listener;
    batches =
        new Outbox<>(
            link,
            target,
            RequestBatch::write,
            Attempt::size,
            (batch, taken) -> {},
            (batch, failure) ->
                batch.forEach(attempt -> listener.answered(attempt, null, failure)));
  }

  void add(Attempt attempt) {
    if (batches.isIdle() && isLoneOut.compareAndSet(false, true)) {
      sendAlone(attempt);
    } else {
      batches.add(attempt);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // for want of memory, above all
  private void sendAlone(Attempt attempt) {
    byte[] message;
    try {
      message = attempt.exchange().request().toBytes();
    } catch (Throwable e) {
      isLoneOut.set(false);
      batches.add(attempt); // which tells that it cannot be written
      return;
    }
    transport.send(
        target,
        Channel.ACTORS,
        message,
        (answer, failure) -> {
          isLoneOut.set(false);
          listener.answered(attempt, answer, failure);
        });
  }

  /** Is told what came of attempts. */
  @FunctionalInterface
  interface Listener {

    /** Exactly one of the two is there. On a grid thread, perhaps before the attempt has left. */
    void answered(Attempt attempt, byte @Nullable [] answer, @Nullable TransportException failure);
  }
}
