package dev.weft.cluster.internal.stream;

import dev.weft.cluster.internal.job.Job;
import dev.weft.error.ObjectLostException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.Rethrow;
import dev.weft.store.StreamHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a stream where they are read. A failure comes after the elements before it, and
 * then at every further read.
 *
 * <p>Confined to the thread that reads, but for {@link #close}, which any thread may call.
 */
final class RemoteElements implements Iterator<@Nullable Object>, AutoCloseable {

  private final StreamHandle handle;
  private final Job job;
  private final Pulls pulls;
  private Deque<byte[]> elements = new ArrayDeque<>(0);
  private @Nullable PromiseRef<Batch> next;
  private @Nullable Throwable failure;
  private long received;
  private boolean isOver;

  /**
   * @param pulls asks the producer for batches; does not refer to this
   */
  RemoteElements(StreamHandle handle, Job job, Pulls pulls) {
    this.handle = handle;
    this.job = job;
    this.pulls = pulls;
    next = pulls.pull();
  }

  @Override
  public boolean hasNext() {
    while (elements.isEmpty() && !isOver) {
      receive();
    }
    if (elements.isEmpty() && failure != null) {
      throw Rethrow.<RuntimeException>sneaky(failure);
    }
    return !elements.isEmpty();
  }

  @Override
  public @Nullable Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream of " + handle.name() + " has no more elements.");
    }
    try {
      return job.decodeOutcome(elements.remove()).valueOrThrow();
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /** Waits for a batch, and asks for the one after it. */
  private void receive() {
    Batch batch;
    try {
      batch = Objects.requireNonNull(next).get();
    } catch (ObjectLostException e) {
      fail(lost(e.getMessage()));
      return;
    }
    next = null;
    elements = batch.elements();
    received += elements.size();
    switch (batch.kind()) {
      case MORE -> next = pulls.pull();
      case END -> over();
      case FAILED -> {
        over();
        Outcome outcome = job.decodeOutcome(Objects.requireNonNull(batch.failure()));
        failure = Objects.requireNonNull(outcome.failure());
      }
      case GONE ->
          fail(
              lost(
                  pulls.isClosed()
                      ? "it was closed here"
                      : "it was cancelled, was not read for too long, or another reads it"));
    }
  }

  private ObjectLostException lost(@Nullable String why) {
    return new ObjectLostException(
        "The rest of the stream of "
            + handle.name()
            + " is lost, after "
            + received
            + " elements: "
            + why
            + ". Call it again to begin anew.");
  }

  private void fail(Throwable reason) {
    elements.clear();
    failure = reason;
    close();
    over();
  }

  private void over() {
    isOver = true;
    pulls.over();
  }

  /** Reads no more; the producer makes no more. */
  @Override
  public void close() {
    pulls.close();
  }
}
