package dev.weft.cluster.internal.stream;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.ObjectLostException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.StreamHandle;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way from a reader to the producer of its stream. Refers to nothing of the reader's, so that
 * it can close the stream when the reader is gone.
 */
final class Pulls implements Runnable {

  /** The first byte of a message. */
  static final int PULL = 0;

  static final int CANCEL = 1;

  private final UUID reader = UUID.randomUUID();
  private final StreamHandle handle;
  private final NodeId producer;
  private final String place;
  private final Transport transport;
  private final Streams streams;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile boolean isClosed;

  Pulls(StreamHandle handle, Transport transport, Streams streams) {
    this.handle = handle;
    this.producer = new NodeId(handle.producer());
    this.place = transport.describe(producer);
    this.transport = transport;
    this.streams = streams;
  }

  /** Asks for the next batch. */
  PromiseRef<Batch> pull() {
    PromiseRef<Batch> answer = new PromiseRef<>();
    if (producer.equals(transport.self())) {
      streams.pull(handle.id(), producer, reader, batch -> answer.complete(Outcome.of(batch)));
    } else {
      transport.send(
          producer,
          Channel.STREAMS,
          message(PULL),
          (bytes, failure) -> answer.complete(outcome(bytes, failure)));
    }
    return answer;
  }

  private Outcome outcome(byte @Nullable [] bytes, @Nullable TransportException failure) {
    if (bytes != null) {
      try {
        return Outcome.of(Batch.read(bytes));
      } catch (RuntimeException e) {
        return Outcome.failed(e);
      }
    }
    if (failure != null && failure.kind() == TransportException.Kind.CLOSED) {
      return Outcome.failed(new ClusterUnavailableException("Weft was shut down.", failure));
    }
    return Outcome.failed(
        new ObjectLostException("the member that made it, " + place + ", has left"));
  }

  boolean isClosed() {
    return isClosed;
  }

  /** The producer has given all it has. */
  void over() {
    isOver.set(true);
  }

  /** Tells the producer that nobody reads any more, if it is not through. */
  void close() {
    isClosed = true;
    if (isOver.getAndSet(true)) {
      return;
    }
    if (producer.equals(transport.self())) {
      streams.cancel(handle.id(), reader);
    } else {
      transport.send(producer, Channel.STREAMS, message(CANCEL), (answer, failure) -> {});
    }
  }

  /** The reader is gone, without having read to the end. */
  @Override
  public void run() {
    close();
  }

  private byte[] message(int kind) {
    return new MessageWriter().putByte(kind).putUuid(handle.id()).putUuid(reader).toBytes();
  }
}
