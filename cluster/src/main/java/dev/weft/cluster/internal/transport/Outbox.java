package dev.weft.cluster.internal.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends things of one kind to one node in batches that form by themselves: a thing that finds the
 * way free goes at once, and what comes meanwhile goes together when the node has taken the batch
 * before. A batch that cannot be written or read is sent again thing by thing, so that one does not
 * spoil the others.
 *
 * <p>{@code waiting}, {@code isSending} and {@code alone} are guarded by this.
 *
 * @param <T> the kind of things
 */
public final class Outbox<T> {

  private static final int MAX_ITEMS = 1024;
  private static final int MAX_BYTES = 1 << 20;

  private final Link link;
  private final NodeId target;
  private final Function<List<T>, byte[]> writer;
  private final ToIntFunction<T> sizer;
  private final BiConsumer<List<T>, byte[]> onAnswer;
  private final FailedBatch<T> onFailure;
  private final Deque<T> waiting = new ArrayDeque<>();
  private boolean isSending;

  /** How many of the first that wait are to go each by itself. */
  private int alone;

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
      sendLarge(item);
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

  /** Does the same for several things, which go together as far as that is possible. */
  public void addAll(List<T> items) {
    List<T> batch;
    List<T> large = new ArrayList<>(0);
    synchronized (this) {
      for (T item : items) {
        (sizer.applyAsInt(item) > MAX_BYTES ? large : waiting).add(item);
      }
      batch = isSending ? List.of() : drain();
      isSending |= !batch.isEmpty();
    }
    send(batch);
    large.forEach(this::sendLarge);
  }

  /** Takes back what has not been sent and is not wanted; returns whether there was any. */
  public synchronized boolean removeIf(Predicate<T> unwanted) {
    int before = waiting.size();
    return waiting.removeIf(unwanted) && waiting.size() < before;
  }

  private void sendLarge(T item) {
    List<T> batch = List.of(item);
    dispatch(batch, (answer, failure) -> report(batch, answer, failure));
  }

  private void report(
      List<T> batch, byte @Nullable [] answer, @Nullable TransportException failure) {
    if (failure != null) {
      onFailure.failed(batch, failure);
    } else {
      onAnswer.accept(batch, Objects.requireNonNull(answer));
    }
  }

  /** Sends a batch, and those after it as long as what becomes of each is known at once. */
  private void send(List<T> batch) {
    List<T> next = batch;
    while (!next.isEmpty()) {
      Sending sending = new Sending(next);
      dispatch(next, sending::done);
      if (!sending.isKnown()) {
        return;
      }
      next = after(next, sending.answer, sending.failure);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // an OutOfMemoryError must not leave the way blocked
  private void dispatch(
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

  /** What goes next when it is known what became of a batch; empty if nothing does. */
  private List<T> after(
      List<T> batch, byte @Nullable [] answer, @Nullable TransportException failure) {
    boolean isRefused = failure != null && failure.kind() == TransportException.Kind.REFUSED;
    boolean isSplit = isRefused && batch.size() > 1;
    if (!isSplit) {
      report(batch, answer, failure);
    }
    if (failure != null && !isRefused) {
      abandon(failure);
      return List.of();
    }
    synchronized (this) {
      if (isSplit) {
        for (int i = batch.size() - 1; i >= 0; i--) {
          waiting.addFirst(batch.get(i));
        }
        alone += batch.size();
      }
      List<T> next = drain();
      isSending = !next.isEmpty();
      return next;
    }
  }

  /** Gives up what waits: it would most likely fare no better, one batch after the other. */
  private void abandon(TransportException failure) {
    List<T> rest;
    synchronized (this) {
      rest = List.copyOf(waiting);
      waiting.clear();
      alone = 0;
      isSending = false;
    }
    if (!rest.isEmpty()) {
      onFailure.failed(rest, unsent(failure));
    }
  }

  private List<T> drain() {
    int most = alone > 0 ? 1 : MAX_ITEMS;
    alone = Math.max(0, alone - 1);
    List<T> batch = new ArrayList<>(Math.min(waiting.size(), most));
    int bytes = 0;
    while (!waiting.isEmpty() && batch.size() < most && bytes < MAX_BYTES) {
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
   * A batch on its way. What becomes of it may be known before {@link Transport#send} returns: then
   * the sender goes on, in a loop, so that a long row of failures takes no stack.
   */
  private final class Sending {

    private final List<T> batch;
    private boolean hasLeft; // guarded by this, as is the next
    private boolean isKnown;
    private byte @Nullable [] answer;
    private @Nullable TransportException failure;

    Sending(List<T> batch) {
      this.batch = batch;
    }

    void done(byte @Nullable [] said, @Nullable TransportException failed) {
      synchronized (this) {
        if (!hasLeft) {
          isKnown = true;
          answer = said;
          failure = failed;
          return;
        }
      }
      send(after(batch, said, failed));
    }

    /** Whether it is known what became of it; if not, the sender does not wait. */
    synchronized boolean isKnown() {
      hasLeft = !isKnown;
      return isKnown;
    }
  }

  /**
   * Is told of a batch that the node did not take; of one that was refused, thing by thing.
   *
   * @param <T> the kind of things
   */
  @FunctionalInterface
  public interface FailedBatch<T> {
    void failed(List<T> batch, TransportException failure);
  }
}
