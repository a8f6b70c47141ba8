package dev.weft.cluster.internal.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
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

  private final Transport transport;
  private final NodeId target;
  private final Channel channel;
  private final Function<List<T>, byte[]> writer;
  private final ToIntFunction<T> sizer;
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
    this.transport = transport;
    this.target = target;
    this.channel = channel;
    this.writer = writer;
    this.sizer = sizer;
    this.onFailure = onFailure;
  }

  /** Whether what is added now goes at once. */
  public synchronized boolean isIdle() {
    return !isSending;
  }

  /** Sends a thing, now or with the next batch. Does not block. A large one goes alone, at once. */
  public void add(T item) {
    if (sizer.applyAsInt(item) > MAX_BYTES) {
      send(List.of(item), failure -> reportAlone(item, failure));
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

  private void reportAlone(T item, @Nullable TransportException failure) {
    if (failure != null) {
      onFailure.failed(List.of(item), failure);
    }
  }

  private void send(List<T> batch) {
    send(batch, failure -> taken(batch, failure));
  }

  @SuppressWarnings("CatchingUnchecked") // an OutOfMemoryError must not leave the way blocked
  private void send(List<T> batch, Consumer<@Nullable TransportException> done) {
    byte[] message;
    try {
      message = writer.apply(batch);
    } catch (Throwable e) {
      done.accept(refused(e));
      return;
    }
    transport.send(target, channel, message, (answer, failure) -> done.accept(failure));
  }

  private void taken(List<T> batch, @Nullable TransportException failure) {
    if (failure != null) {
      onFailure.failed(batch, failure);
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
