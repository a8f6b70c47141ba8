package dev.weft.cluster.internal.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.store.StreamHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream on the node that makes its elements.
 *
 * <p>They are made by a worker until {@value #MAX_ELEMENTS} of them, or {@value #MAX_BYTES} bytes,
 * wait to be pulled; then the worker goes, and the pull that makes room asks for one again. The
 * iterator is used by one worker at a time.
 */
final class Production {

  /** A batch that a reader gets for one way there and back. */
  static final int MAX_ELEMENTS = 128;

  static final int MAX_BYTES = 1 << 20;

  /** What has begun goes before the tasks that wait for a slot. */
  private static final int PRIORITY = Integer.MAX_VALUE;

  /** Who makes its elements. */
  private enum Maker {
    /** Nobody, since there is no room. */
    NONE,
    WORKER,
    /** Nobody any more. */
    DONE
  }

  private final StreamHandle handle;
  private final Job job;
  private final int depth;
  private final AutoCloseable source;
  private final Iterator<?> iterator;
  private final WorkerPool pool;
  private final Consumer<Production> whenOver;

  @GuardedBy("this")
  private Maker maker = Maker.NONE;

  @GuardedBy("this")
  private Deque<byte[]> ready = new ArrayDeque<>();

  @GuardedBy("this")
  private int readyBytes;

  @GuardedBy("this")
  private Batch.@Nullable Kind ending;

  @GuardedBy("this")
  private byte @Nullable [] failure;

  @GuardedBy("this")
  private @Nullable NodeId reader;

  /** Which of that node's readers: a handle may have been decoded there twice. */
  @GuardedBy("this")
  private @Nullable UUID readerId;

  /** Takes the next batch, when there is one. */
  @GuardedBy("this")
  private @Nullable Consumer<Batch> pull;

  @GuardedBy("this")
  private @Nullable Thread thread;

  private volatile boolean isCancelled;
  private final long since;

  /**
   * @param depth how many tasks called one another to come to the one that returned it
   * @param source what the task returned, to be closed in the end
   * @param whenOver is told when nobody needs it any more
   * @param nowNanos when it was made
   */
  Production(
      StreamHandle handle,
      Job job,
      int depth,
      Iterator<?> iterator,
      AutoCloseable source,
      WorkerPool pool,
      Consumer<Production> whenOver,
      long nowNanos) {
    this.handle = handle;
    this.job = job;
    this.depth = depth;
    this.iterator = iterator;
    this.source = source;
    this.pool = pool;
    this.whenOver = whenOver;
    this.since = nowNanos;
  }

  StreamHandle handle() {
    return handle;
  }

  Job job() {
    return job;
  }

  /** Whether that reader has asked for elements. */
  synchronized boolean isReadBy(UUID id) {
    return id.equals(readerId);
  }

  /** Whether a reader on that node has asked for elements. */
  synchronized boolean isReadBy(NodeId node) {
    return node.equals(reader);
  }

  /** Whether somebody has asked for elements. */
  synchronized boolean isRead() {
    return reader != null;
  }

  /** Whether nobody has asked for elements since a time. */
  synchronized boolean isForgotten(long beforeNanos) {
    return reader == null && since - beforeNanos < 0;
  }

  /** Begins to make elements. */
  void start() {
    boolean isNeeded;
    synchronized (this) {
      isNeeded = needsWorker();
    }
    if (isNeeded) {
      pool.execute(job.id(), PRIORITY, this::make);
    }
  }

  /**
   * Gives the next batch: now, or when there is an element.
   *
   * @param id names the reader; the first that asks is the only one
   * @param to must neither block nor throw
   */
  void pull(NodeId from, UUID id, Consumer<Batch> to) {
    Batch batch;
    boolean isNeeded;
    synchronized (this) {
      boolean isOthers = readerId != null && !readerId.equals(id);
      if (isOthers || pull != null || isCancelled) {
        batch = Batch.gone();
        isNeeded = false;
      } else {
        reader = from;
        readerId = id;
        batch = nextBatch();
        if (batch == null) {
          pull = to;
        }
        isNeeded = needsWorker();
      }
    }
    if (isNeeded) {
      pool.execute(job.id(), PRIORITY, this::make);
    }
    if (batch != null) {
      give(to, batch);
    }
  }

  /** Nobody reads it any more: makes no more elements, and interrupts who makes one. */
  void cancel() {
    Consumer<Batch> waiting;
    boolean isIdle;
    synchronized (this) {
      if (isCancelled) {
        return;
      }
      isCancelled = true;
      waiting = pull;
      pull = null;
      ready.clear();
      isIdle = maker == Maker.NONE;
      if (isIdle) {
        maker = Maker.WORKER;
      }
      if (thread != null) {
        thread.interrupt();
      }
    }
    whenOver.accept(this);
    if (isIdle) {
      pool.execute(job.id(), PRIORITY, this::make); // to close the source, in a thread that may
    }
    if (waiting != null) {
      waiting.accept(Batch.gone());
    }
  }

  private void give(Consumer<Batch> to, Batch batch) {
    to.accept(batch);
    if (batch.kind() == Batch.Kind.END || batch.kind() == Batch.Kind.FAILED) {
      whenOver.accept(this);
    }
  }

  /** Runs in a worker until there is no room, or no more to make. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the reader
  private void make() {
    try {
      RunningCall call = new RunningCall(job, handle.name(), 1, depth, () -> isCancelled);
      boolean goesOn = call.around(this::makeSome);
      if (!goesOn) {
        end(Batch.Kind.END, null);
      }
    } catch (Throwable e) {
      end(Batch.Kind.FAILED, job.encodeFailure(e));
    } finally {
      synchronized (this) {
        if (thread == Thread.currentThread()) { // else another worker goes on with it already
          thread = null;
        }
      }
      var unused = Thread.interrupted(); // meant for this stream, not for the next task
    }
  }

  /** Whether there are more to make, when there is room again. */
  private boolean makeSome() {
    synchronized (this) {
      thread = Thread.currentThread();
    }
    while (!isCancelled) {
      if (!iterator.hasNext()) {
        return false;
      }
      byte[] element = job.encode(iterator.next());
      if (!add(element)) {
        return true;
      }
    }
    return false;
  }

  /** Adds an element; false if there is no room for another, and this worker may go. */
  private boolean add(byte[] element) {
    Consumer<Batch> to;
    Batch batch = null;
    boolean hasRoom;
    synchronized (this) {
      ready.add(element);
      readyBytes += element.length;
      to = pull;
      if (to != null) {
        pull = null;
        batch = nextBatch();
      }
      hasRoom = hasRoom();
      if (!hasRoom) {
        maker = Maker.NONE;
        thread = null;
      }
    }
    if (to != null && batch != null) {
      give(to, batch);
    }
    return hasRoom;
  }

  @SuppressWarnings("CatchingUnchecked") // what close throws comes too late for anybody
  private void end(Batch.Kind kind, byte @Nullable [] thrown) {
    byte[] failed = thrown;
    Batch.Kind ended = kind;
    try {
      source.close();
    } catch (Throwable e) {
      if (ended == Batch.Kind.END) {
        ended = Batch.Kind.FAILED;
        failed = job.encodeFailure(e);
      }
    }
    Consumer<Batch> to;
    Batch batch = null;
    synchronized (this) {
      maker = Maker.DONE;
      ending = ended;
      failure = failed;
      to = pull;
      if (to != null) {
        pull = null;
        batch = nextBatch();
      }
    }
    if (to != null && batch != null) {
      give(to, batch);
    }
  }

  /** All that is there; null if that is nothing, and something will come. */
  @GuardedBy("this")
  private @Nullable Batch nextBatch() {
    if (ready.isEmpty() && ending == null) {
      return null;
    }
    Batch batch = new Batch(ending == null ? Batch.Kind.MORE : ending, ready, failure);
    ready = new ArrayDeque<>();
    readyBytes = 0;
    return batch;
  }

  @GuardedBy("this")
  private boolean hasRoom() {
    return ready.size() < MAX_ELEMENTS && readyBytes < MAX_BYTES;
  }

  /** Whether a worker must be asked for, which then is. */
  @GuardedBy("this")
  private boolean needsWorker() {
    if (maker != Maker.NONE || !hasRoom()) {
      return false;
    }
    maker = Maker.WORKER;
    return true;
  }
}
