package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.actor.Exchange.Attempt;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this node to the owners of actors, which move and die. An answer that says
 * nothing, and none at all, has the request sent again, to whoever is the owner by then. An owner
 * that gets what it has already says so, and then it may take any time; a request that is in
 * nobody's hands is given up after {@value #PATIENCE_SECONDS} s.
 */
final class Exchanges {

  private static final int PATIENCE_SECONDS = 60;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** After this time without an answer it is asked again, in case the answer was lost. */
  private static final long REPEAT_NANOS = Duration.ofSeconds(5).toNanos();

  /** Twice within the patience, so that one answer may be lost. */
  private static final int MAX_REPEAT_FACTOR = 5;

  private static final int FIRST_PAUSE_MILLIS = 1;
  private static final int MAX_PAUSE_MILLIS = 50;

  private final Transport transport;
  private final Link batches;
  private final LocalOwner local;
  private final Clock clock;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Exchange> open = new ConcurrentHashMap<>();
  private final Map<NodeId, RequestLane> lanes = new ConcurrentHashMap<>();
  private volatile boolean isClosed;

  /**
   * @param local takes the requests for actors of this node
   */
  Exchanges(Transport transport, LocalOwner local, Clock clock) {
    this.transport = transport;
    this.batches = new PatientLink(transport.link(Channel.ACTOR_BATCHES), clock);
    this.local = local;
    this.clock = clock;
    clock.after(LOOK, this::look);
  }

  /** Sends a request, and sees to it that it ends. */
  void begin(ActorRequest request, Exchange.End end) {
    Exchange exchange = new Exchange(ids.getAndIncrement(), request, clock.nanoTime(), end);
    open.put(exchange.id(), exchange);
    if (isClosed) {
      end(exchange, null, Exchange.Failure.CLOSED);
    } else {
      send(exchange);
    }
  }

  /** Ends all that is open. */
  void close() {
    isClosed = true;
    open.values().forEach(exchange -> end(exchange, null, Exchange.Failure.CLOSED));
  }

  /** A node is gone: no answer will come from there. */
  void left(NodeId node) {
    lanes.remove(node);
    for (Exchange exchange : open.values()) {
      for (Attempt attempt : exchange.attemptsTo(node)) {
        answered(
            attempt,
            null,
            new TransportException(TransportException.Kind.NODE_LOST, "Node " + node + " left."));
      }
    }
  }

  /** Takes answers that came by themselves. */
  void receive(byte[] message) {
    for (AnswerBatch.Item item : AnswerBatch.read(message)) {
      Exchange exchange = open.get(item.exchange());
      Attempt attempt = exchange == null ? null : exchange.attempt(item.attempt());
      if (attempt != null) {
        answered(attempt, item.answer(), null);
      }
    }
  }

  private void send(Exchange exchange) {
    if (exchange.isOver()) {
      return;
    }
    NodeId hinted = exchange.takeHint();
    NodeId owner =
        hinted != null && transport.isMember(hinted)
            ? hinted
            : transport.ownerOf(transport.partitionOf(exchange.actor()));
    if (owner == null) {
      if (transport.workers().isEmpty()) {
        giveUp(exchange);
      } else {
        again(exchange, false, null);
      }
      return;
    }
    Attempt attempt = exchange.sending(owner, clock.nanoTime());
    if (owner.equals(transport.self())) {
      local.receive(owner, exchange.request(), new LocalReply(attempt));
    } else {
      lane(owner).add(attempt);
    }
  }

  private RequestLane lane(NodeId owner) {
    RequestLane known = lanes.get(owner);
    return known != null
        ? known
        : lanes.computeIfAbsent(
            owner, node -> new RequestLane(transport, batches, node, this::answered));
  }

  private void answered(
      Attempt attempt, byte @Nullable [] bytes, @Nullable TransportException failure) {
    Exchange exchange = attempt.exchange();
    if (!exchange.answered(attempt)) {
      return;
    }
    if (failure != null) {
      switch (failure.kind()) {
        case NODE_LOST, TIMED_OUT -> again(exchange, true, null);
        case NOT_DELIVERED -> again(exchange, false, null);
        case CLOSED -> end(exchange, null, Exchange.Failure.CLOSED);
        case REFUSED -> end(exchange, null, Exchange.Failure.REFUSED);
      }
      return;
    }
    ActorAnswer answer;
    try {
      answer = ActorAnswer.read(Objects.requireNonNull(bytes));
    } catch (IllegalArgumentException e) {
      end(exchange, null, Exchange.Failure.REFUSED);
      return;
    }
    switch (answer.kind()) {
      case WORKING -> exchange.isWorkedOn(clock.nanoTime());
      case MOVED -> again(exchange, true, null);
      case AGAIN -> again(exchange, false, answer.node());
      case UNAVAILABLE -> {
        if (exchange.mayHaveRun()) {
          again(exchange, true, null);
        } else {
          end(exchange, null, Exchange.Failure.UNAVAILABLE);
        }
      }
      default -> end(exchange, answer, null);
    }
  }

  private void again(Exchange exchange, boolean mayHaveRun, @Nullable NodeId hint) {
    long now = clock.nanoTime();
    exchange.trouble(now, mayHaveRun, hint);
    if (exchange.unknownFor(now) > PATIENCE_NANOS) {
      giveUp(exchange);
      return;
    }
    int pause = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(exchange.attempts(), 10));
    clock.after(Duration.ofMillis(pause), () -> send(exchange));
  }

  private void giveUp(Exchange exchange) {
    end(
        exchange,
        null,
        exchange.mayHaveRun() ? Exchange.Failure.UNKNOWN : Exchange.Failure.UNAVAILABLE);
  }

  private void end(
      Exchange exchange, @Nullable ActorAnswer answer, Exchange.@Nullable Failure failure) {
    open.remove(exchange.id());
    exchange.end(answer, failure);
  }

  /** An answer may have been lost with its connection: what waits for long is sent again. */
  private void look() {
    try {
      long now = clock.nanoTime();
      open.values().forEach(exchange -> look(exchange, now));
    } finally {
      if (!isClosed) {
        clock.after(LOOK, this::look);
      }
    }
  }

  private void look(Exchange exchange, long now) {
    long factor = Math.min(exchange.attempts(), MAX_REPEAT_FACTOR);
    if (exchange.unknownFor(now) > PATIENCE_NANOS) {
      giveUp(exchange);
    } else if (exchange.attempts() > 0 && now - exchange.sentAt() > REPEAT_NANOS * factor) {
      send(exchange);
    }
  }

  /** The way back of a request that did not leave this node. */
  private final class LocalReply implements Reply {

    private final Attempt attempt;

    LocalReply(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void send(byte[] answer) {
      answered(attempt, answer, null);
    }

    @Override
    public void retry() {
      send(ActorAnswer.again().toBytes());
    }

    @Override
    public void fail(String reason) {
      answered(attempt, null, new TransportException(TransportException.Kind.REFUSED, reason));
    }
  }

  /** Takes the requests for actors of this node. */
  @FunctionalInterface
  interface LocalOwner {
    void receive(NodeId from, ActorRequest request, Reply reply);
  }
}
