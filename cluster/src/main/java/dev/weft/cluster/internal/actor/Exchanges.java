package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this node to the owners of actors, which move and die. An answer that says
 * nothing, and none at all, has the request sent again, to whoever is the owner by then; it is
 * given up after {@value #PATIENCE_SECONDS} s without anybody who takes it.
 */
final class Exchanges {

  private static final int PATIENCE_SECONDS = 60;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** After this time without an answer it is asked again, in case the answer was lost. */
  private static final long REPEAT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final int MAX_REPEAT_FACTOR = 12;
  private static final int FIRST_PAUSE_MILLIS = 1;
  private static final int MAX_PAUSE_MILLIS = 50;

  private final Transport transport;
  private final Clock clock;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  Exchanges(Transport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
    clock.after(LOOK, this::look);
  }

  /** Sends a request, and sees to it that it ends. */
  void begin(Exchange exchange) {
    open.add(exchange);
    if (isClosed) {
      end(exchange, null, Exchange.Failure.CLOSED);
    } else {
      send(exchange);
    }
  }

  /** Ends all that is open. */
  void close() {
    isClosed = true;
    open.forEach(exchange -> end(exchange, null, Exchange.Failure.CLOSED));
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
    exchange.sending(clock.nanoTime());
    transport.send(
        owner,
        Channel.ACTORS,
        exchange.message(),
        (answer, failure) -> answered(exchange, answer, failure));
  }

  private void answered(
      Exchange exchange, byte @Nullable [] bytes, @Nullable TransportException failure) {
    boolean mayBeUnderWay = exchange.answered();
    if (exchange.isOver()) {
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
      case AGAIN -> again(exchange, false, answer.node());
      case UNAVAILABLE -> {
        if (exchange.mayHaveRun() || mayBeUnderWay) {
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
    if (exchange.inTroubleFor(now) > PATIENCE_NANOS) {
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
    open.remove(exchange);
    exchange.end(answer, failure);
  }

  /** An answer may have been lost with its connection: what waits for long is sent again. */
  private void look() {
    long now = clock.nanoTime();
    open.removeIf(Exchange::isOver);
    for (Exchange exchange : open) {
      long factor = Math.min(exchange.attempts(), MAX_REPEAT_FACTOR);
      if (exchange.attempts() > 0 && now - exchange.sentAt() > REPEAT_NANOS * factor) {
        send(exchange);
      }
    }
    if (!isClosed) {
      clock.after(LOOK, this::look);
    }
  }
}
