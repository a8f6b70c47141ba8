package dev.weft.cluster.internal.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends things of one kind to one node in batches that form by themselves: a thing that finds the
 * way free goes at once, and what comes meanwhile goes together when the node has taken the batch
 * before.
 *
 * <p>{@code waiting} and {@code isSending} are guarded by this.
 *
 * @param <T> the kind of things
 */
public final class Outbox<T> {

  private static final int MAX_ITEMS = 256;
  private static final int MAX_BYTES = 1 << 20;

  private final Link link;
  private final NodeId target;
  private final Function<List<T>, byte[]> writer;
  private final ToIntFunction<T> sizer;
  private final BiConsumer<List<T>, byte[]> onAnswer;
  private final FailedBatch<T> onFailure;
  private final Deque<T> waiting = new ArrayDeque<>();
  private boolean isSending;

  /**
   * @param writer makes a message of a batch
   * @param sizer the approximate size of a thing in bytes
   * @param onFailure gets a batch that was not taken; on a grid thread
   */
  public Outbox(
      Transport transport,
      NodeId target,
      Channel channel,
      Function<List<T>, byte[]> writer,
      ToIntFunction<T> sizer,
      FailedBatch<T> onFailure) {
    this(transport.link(channel), target, writer, sizer, (batch, answer) -> {}, onFailure);
  }

  /**
   * @param writer makes a message of a batch
   * @param sizer the approximate size of a thing in bytes
   * @param onAnswer gets a batch that was taken, and what the node answered; on a grid thread
   * @param onFailure gets a batch that was not taken; on a grid thread
   */
  public Outbox(
      Link link,
      NodeId target,
      Function<List<T>, byte[]> writer,
      ToIntFunction<T> sizer,
      BiConsumer<List<T>, byte[]> onAnswer,
      FailedBatch<T> onFailure) {
    this.link = link;
    this.target = target;
    this.writer = writer;
    this.sizer = sizer;
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
  }

  /** Whether what is added now goes at once. */
  public synchronized boolean isIdle() {
    return !isSending;
  }

  /** Sends a thing, now or with the next batch. Does not block. A large one goes alone, at once. */
  public void add(T item) {
    if (sizer.applyAsInt(item) > MAX_BYTES) {
      send(List.of(item), (answer, failure) -> report(List.of(item), answer, failure));
      return;
    }
    List<T> batch;
    synchronized (this) {
      waiting.add(item);
      if (isSending) {
        return;
      }
      isSending = true;
      batch = drain();
    }
    send(batch);
  }

  private void report(
      List<T> batch, byte @Nullable [] answer, @Nullable TransportException failure) {
    if (failure != null) {
      onFailure.failed(batch, failure);
    } else {
      onAnswer.accept(batch, Objects.requireNonNull(answer));
    }
  }

  private void send(List<T> batch) {
    send(batch, (answer, failure) -> taken(batch, answer, failure));
  }

  @SuppressWarnings("CatchingUnchecked") // an OutOfMemoryError must not leave the way blocked
  private void send(
      List<T> batch, BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    byte[] message;
    try {
      message = writer.apply(batch);
    } catch (Throwable e) {
      done.accept(null, refused(e));
      return;
    }
    link.send(target, message, done);
  }

  private void taken(
      List<T> batch, byte @Nullable [] answer, @Nullable TransportException failure) {
    report(batch, answer, failure);
    if (failure != null) {
      abandon(failure);
      return;
    }
    List<T> next;
    synchronized (this) {
      next = drain();
      isSending = !next.isEmpty();
    }
    if (!next.isEmpty()) {
      send(next);
    }
  }

  /** Gives up what waits: it would most likely fare no better, one batch after the other. */
  private void abandon(TransportException failure) {
    List<T> rest;
    synchronized (this) {
      rest = List.copyOf(waiting);
      waiting.clear();
      isSending = false;
    }
    if (!rest.isEmpty()) {
      onFailure.failed(rest, unsent(failure));
    }
  }

  private List<T> drain() {
    List<T> batch = new ArrayList<>(Math.min(waiting.size(), MAX_ITEMS));
    int bytes = 0;
    while (!waiting.isEmpty() && batch.size() < MAX_ITEMS && bytes < MAX_BYTES) {
      T item = waiting.remove();
      bytes += sizer.applyAsInt(item);
      batch.add(item);
    }
    return batch;
  }

  private static TransportException unsent(TransportException failure) {
    TransportException.Kind kind =
        failure.kind() == TransportException.Kind.CLOSED
            ? TransportException.Kind.CLOSED
            : TransportException.Kind.NOT_DELIVERED;
    return new TransportException(kind, "Not sent, since: " + failure.getMessage(), failure);
  }

  private static TransportException refused(Throwable cause) {
    return new TransportException(
        TransportException.Kind.REFUSED, "The message cannot be written: " + cause, cause);
  }

  /**
   * Is told of a batch that the node did not take.
   *
   * @param <T> the kind of things
   */
  @FunctionalInterface
  public interface FailedBatch<T> {
    void failed(List<T> batch, TransportException failure);
  }
}
