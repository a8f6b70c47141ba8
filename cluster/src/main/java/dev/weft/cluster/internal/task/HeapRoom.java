package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The room that this node's heap has for large messages. Whoever wants to send one asks before: a
 * message that does not fit would take the node's grid down, and all that it holds.
 *
 * <p>What was promised and has not come yet counts as taken, for a while.
 */
final class HeapRoom {

  /** From this size on it is asked for. */
  static final int LARGE_BYTES = 8 << 20;

  /** The packet, the operation read from it, the arguments, and what they are decoded to. */
  private static final int COPIES = 4;

  private static final long PROMISE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier clock;
  private final Heap heap;

  @GuardedBy("this")
  private final Map<ObjectId, Promise> promises = new HashMap<>();

  HeapRoom() {
    this(System::nanoTime, new ThisHeap());
  }

  /**
   * @param clock nanoseconds
   */
  HeapRoom(LongSupplier clock, Heap heap) {
    this.clock = clock;
    this.heap = heap;
  }

  /** Decides about a message of so many bytes; may take as long as a collection of the heap. */
  synchronized Answer ask(ObjectId task, long bytes) {
    long now = clock.getAsLong();
    promises.values().removeIf(promise -> now - promise.since > PROMISE_NANOS);
    long needed = COPIES * bytes;
    long room = heap.free() - promised();
    if (room < needed) {
      heap.collect();
      room = heap.free() - promised();
    }
    if (room >= needed) {
      promises.put(task, new Promise(needed, now));
      return new Answer(Verdict.YES, room, heap.size());
    }
    Verdict verdict = promises.isEmpty() ? Verdict.NO : Verdict.LATER;
    return new Answer(verdict, room, heap.size());
  }

  /** The message has come. */
  synchronized void arrived(ObjectId task) {
    promises.remove(task);
  }

  @GuardedBy("this")
  private long promised() {
    return promises.values().stream().mapToLong(promise -> promise.bytes).sum();
  }

  /** A heap. */
  interface Heap {
    long free();

    long size();

    /** Makes {@link #free} as large as it can be. */
    void collect();
  }

  /** Whether there is room. The order is part of the wire form. */
  enum Verdict {
    YES,
    /** Not while others are on their way. */
    LATER,
    NO
  }

  /**
   * What is said of a message.
   *
   * @param free how many bytes are free
   * @param size how large the heap is
   */
  record Answer(Verdict verdict, long free, long size) {

    private static final Verdict[] VERDICTS = Verdict.values();

    byte[] toBytes() {
      return new MessageWriter().putByte(verdict.ordinal()).putLong(free).putLong(size).toBytes();
    }

    static Answer read(byte[] message) {
      MessageReader in = new MessageReader(message);
      int verdict = in.getByte();
      if (verdict < 0 || verdict >= VERDICTS.length) {
        throw new IllegalArgumentException("A heap cannot answer " + verdict + ".");
      }
      return new Answer(VERDICTS[verdict], in.getLong(), in.getLong());
    }
  }

  private record Promise(long bytes, long since) {}

  /** That of this process. */
  private static final class ThisHeap implements Heap {

    @Override
    public long free() {
      Runtime runtime = Runtime.getRuntime();
      return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    @Override
    public long size() {
      return Runtime.getRuntime().maxMemory();
    }

    @Override
    public void collect() {
      System.gc();
    }
  }
}
