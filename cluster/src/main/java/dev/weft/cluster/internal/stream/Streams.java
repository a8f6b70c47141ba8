package dev.weft.cluster.internal.stream;

import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ObjectRefData;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.StreamHandle;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The streams of this node: those that it makes, and the way to those that it reads. */
public final class Streams implements Receiver {

  /** So long a stream waits for its first reader. */
  private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final Cleaner CLEANER = Cleaner.create(r -> daemon(r, "weft-stream-cleaner"));

  private final Transport transport;
  private final WorkerPool pool;
  private final Map<UUID, Production> productions = new ConcurrentHashMap<>();

  /**
   * @param pool makes the elements of streams that tasks on this node return
   */
  public Streams(Transport transport, WorkerPool pool) {
    this.transport = transport;
    this.pool = pool;
  }

  /**
   * What travels in place of a task's result: of a stream its handle, all else as it is. From then
   * on its elements are made.
   *
   * @param depth how many tasks called one another to come to this one
   */
  public @Nullable Object handleFor(
      Job job, RemoteMethod method, String task, int depth, @Nullable Object result) {
    if (result == null || !method.returnsStream()) {
      return result;
    }
    forgetOld();
    StreamHandle handle =
        new StreamHandle(
            UUID.randomUUID(), transport.self().uuid(), method.returnsIterator(), task);
    Iterator<?> iterator =
        result instanceof Stream<?> stream ? stream.iterator() : (Iterator<?>) result;
    AutoCloseable source = result instanceof AutoCloseable closeable ? closeable : () -> {};
    Production production =
        new Production(
            handle,
            job,
            depth,
            iterator,
            source,
            pool,
            over -> forget(handle.id()),
            System.nanoTime());
    productions.put(handle.id(), production);
    production.start();
    return handle;
  }

  /** How refs and streams in a job's values are written and read. */
  public Job.JobRefs refs(Job.JobRefs refs) {
    return new Job.JobRefs() {
      @Override
      public RefSink sink(Job job, Consumer<PromiseRef<?>> unborn) {
        return refs.sink(job, unborn);
      }

      @Override
      public RefSource source(Job job) {
        RefSource source = refs.source(job);
        return new RefSource() {
          @Override
          public ObjectRef<?> read(ObjectRefData data) {
            return source.read(data);
          }

          @Override
          public Object stream(StreamHandle handle) {
            return open(job, handle);
          }
        };
      }
    };
  }

  private Object open(Job job, StreamHandle handle) {
    Pulls pulls = new Pulls(handle, transport, this);
    RemoteElements elements = new RemoteElements(handle, job, pulls);
    var unused = CLEANER.register(elements, pulls);
    if (handle.isIterator()) {
      return elements;
    }
    Spliterator<@Nullable Object> spliterator =
        Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED);
    return StreamSupport.stream(spliterator, false).onClose(elements::close);
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    int kind = in.getByte();
    UUID id = in.getUuid();
    UUID reader = in.getUuid();
    if (kind == Pulls.PULL) {
      pull(id, from, reader, batch -> reply.send(batch.write()));
    } else {
      cancel(id, reader);
      reply.send(new byte[0]);
    }
  }

  void pull(UUID id, NodeId from, UUID reader, Consumer<Batch> to) {
    Production production = productions.get(id);
    if (production == null) {
      to.accept(Batch.gone());
    } else {
      production.pull(from, reader, to);
    }
  }

  void cancel(UUID id, UUID reader) {
    Production production = productions.get(id);
    if (production != null && production.isReadBy(reader)) {
      production.cancel();
    }
  }

  private void forget(UUID id) {
    productions.remove(id);
    synchronized (productions) {
      productions.notifyAll();
    }
  }

  /**
   * Waits until the streams that somebody reads are at their ends, for this node is about to leave.
   *
   * @return whether they are
   */
  public boolean drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (productions) {
      while (productions.values().stream().anyMatch(Production::isRead)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        try {
          productions.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    }
    return true;
  }

  /** A reader's node is gone. */
  public void left(NodeId node) {
    cancelAll(production -> production.isReadBy(node));
  }

  /** A job has ended. */
  public void end(Job job) {
    cancelAll(production -> production.job().id().equals(job.id()));
  }

  /** How many streams have elements to give. */
  public int count() {
    return productions.size();
  }

  private void forgetOld() {
    long before = System.nanoTime() - FORGOTTEN_NANOS;
    cancelAll(production -> production.isForgotten(before));
  }

  private void cancelAll(Predicate<Production> which) {
    productions.values().stream().filter(which).forEach(Production::cancel);
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setContextClassLoader(Streams.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }
}
