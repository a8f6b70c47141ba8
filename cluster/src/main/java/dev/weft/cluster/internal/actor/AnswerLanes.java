package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ways of answers back to those who sent requests in batches. What is answered within {@link
 * #together} goes together; else what finds a way free goes at once.
 */
final class AnswerLanes {

  private static final byte[] NOTHING = {};
  private static final Duration RETRY = Duration.ofMillis(50);

  /** What the calling thread has answered and keeps back for the moment, by the way back. */
  private static final ThreadLocal<@Nullable Map<Outbox<AnswerBatch.Item>, List<AnswerBatch.Item>>>
      KEPT = new ThreadLocal<>();

  private final Transport transport;
  private final Clock clock;

  /** The way of batches, which are taken at once. */
  private final Link link;

  private final Map<NodeId, Outbox<AnswerBatch.Item>> lanes = new ConcurrentHashMap<>();

  AnswerLanes(Transport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
    link = new PatientLink(transport.link(Channel.ACTOR_ANSWERS), clock);
  }

  /** The way back for one request of a batch. */
  Reply reply(NodeId to, long exchange, int attempt) {
    return new Reply() {
      @Override
      public void send(byte[] answer) {
        add(to, new AnswerBatch.Item(exchange, attempt, answer));
      }

      @Override
      public void retry() {
        send(ActorAnswer.again().toBytes());
      }

      @Override
      public void fail(String reason) {
        send(NOTHING);
      }
    };
  }

  /** Does something that may answer many requests, and sends these answers together. */
  void together(Runnable action) {
    if (KEPT.get() != null) {
      action.run();
      return;
    }
    Map<Outbox<AnswerBatch.Item>, List<AnswerBatch.Item>> answers = new HashMap<>(2);
    KEPT.set(answers);
    try {
      action.run();
    } finally {
      KEPT.set(null); // not removed: the thread's next batch needs the entry again
      answers.forEach(Outbox::addAll);
    }
  }

  /** A node is gone. */
  void left(NodeId node) {
    lanes.remove(node);
  }

  private void add(NodeId to, AnswerBatch.Item answer) {
    Outbox<AnswerBatch.Item> lane = lane(to);
    Map<Outbox<AnswerBatch.Item>, List<AnswerBatch.Item>> answers = KEPT.get();
    if (answers == null) {
      lane.add(answer);
    } else {
      answers.computeIfAbsent(lane, way -> new ArrayList<>()).add(answer);
    }
  }

  private Outbox<AnswerBatch.Item> lane(NodeId node) {
    Outbox<AnswerBatch.Item> known = lanes.get(node);
    return known != null
        ? known
        : lanes.computeIfAbsent(
            node,
            to ->
                new Outbox<>(
                    link,
                    to,
                    AnswerBatch::write,
                    AnswerBatch.Item::size,
                    (batch, taken) -> {},
                    (batch, failure) -> unsent(to, batch, failure)));
  }

  /** A caller that is there is told again; if it never is, it asks again. */
  private void unsent(NodeId node, List<AnswerBatch.Item> batch, TransportException failure) {
    boolean isHopeless =
        failure.kind() == TransportException.Kind.REFUSED
            || failure.kind() == TransportException.Kind.CLOSED;
    if (!isHopeless && transport.isMember(node)) {
      clock.after(RETRY, () -> lane(node).addAll(batch));
    }
  }
}
