package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.NodeChoice;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker knows of one node that submits tasks to it, and the way back there. */
final class Submitter {

  private static final Logger log = LoggerFactory.getLogger(Submitter.class);
  private static final long PAUSE_MILLIS = 50;

  private final Transport transport;
  private final NodeId node;
  private final Envelopes envelopes;
  private final ScheduledExecutorService timer;
  private final Outbox<Completion> outbox;
  private final AtomicInteger ordinary = new AtomicInteger();
  private final AtomicInteger demanding = new AtomicInteger();
  private final AtomicBoolean isTelling = new AtomicBoolean();
  private final AtomicBoolean toldAgain = new AtomicBoolean();

  /**
   * @param envelopes says how a task ended of which nothing else can be told
   * @param timer tells again what was not taken
   */
  Submitter(Transport transport, NodeId node, Envelopes envelopes, ScheduledExecutorService timer) {
    this.transport = transport;
    this.node = node;
    this.envelopes = envelopes;
    this.timer = timer;
    outbox =
        new Outbox<>(
            transport,
            node,
            Channel.COMPLETIONS,
            Completion::writeAll,
            Completion::size,
            this::unsent);
  }

  /** One of its tasks has come. */
  void took(Claim claim) {
    count(claim).incrementAndGet();
  }

  /** One of its tasks is over. */
  void lost(Claim claim) {
    count(claim).decrementAndGet();
  }

  private AtomicInteger count(Claim claim) {
    return claim.isOrdinary() ? ordinary : demanding;
  }

  void tell(Completion completion) {
    outbox.add(completion);
  }

  /** Whether it has acknowledged all that it was told. */
  boolean knowsAll() {
    return outbox.isIdle();
  }

  /**
   * Tells it that there is a free slot, if it has tasks here that may be what keeps it from sending
   * more. One such message is on its way at a time; what happens meanwhile is told after it.
   */
  void tellHungry() {
    if (demanding.get() == 0 && ordinary.get() < NodeChoice.FEWEST) {
      return; // it may send more as it is, and would, if it had more
    }
    toldAgain.set(true);
    if (!isTelling.getAndSet(true)) {
      sendHungry();
    }
  }

  private void sendHungry() {
    toldAgain.set(false);
    transport.send(node, Channel.HUNGRY, new byte[0], (answer, failure) -> told(failure != null));
  }

  private void told(boolean hasFailed) {
    isTelling.set(false);
    if (!hasFailed && toldAgain.get() && !isTelling.getAndSet(true)) {
      sendHungry();
    }
  }

  /** A submitter that is still there must learn of its tasks; one that left needs nothing. */
  void unsent(List<Completion> batch, TransportException failure) {
    if (failure.kind() == TransportException.Kind.CLOSED || !transport.isMember(node)) {
      return;
    }
    if (failure.kind() == TransportException.Kind.REFUSED) {
      batch.forEach(completion -> tellOtherwise(completion, failure));
    } else {
      log.warn(
          "{} completions for node {} were not taken: {}",
          batch.size(),
          node,
          failure.getMessage());
      tellLater(batch);
    }
  }

  /** What cannot be written or read is not told; that it cannot be is. */
  private void tellOtherwise(Completion completion, TransportException failure) {
    if (completion.kind() == Completion.Kind.INLINE && !completion.isSubstitute()) {
      log.warn("How a task ended cannot be told to node {}: {}", node, failure.getMessage());
      outbox.add(completion.instead(envelopes.untold(failure)));
    } else {
      tellLater(List.of(completion));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
  private void tellLater(List<Completion> batch) {
    timer.schedule(() -> batch.forEach(outbox::add), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
