package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Echo;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Bare operations of Hazelcast's, to the same members over the same connections. */
final class GridFloors implements Floors {

  /** About as large as a task and as many as go together. */
  private static final int TASK_BYTES = 64;

  private static final int BATCH = 128;
  private static final int PARTITIONS = 64;

  /** Counts of one, which the owner groups. */
  private static final int GROUPED = 0;

  private static final byte[] AT_ONCE = message(Echo.AT_ONCE, TASK_BYTES);
  private static final byte[] HANDED_OVER = message(Echo.HANDED_OVER, TASK_BYTES);
  private static final byte[] MANY = message(Echo.HANDED_OVER, BATCH * TASK_BYTES);

  private final Transport transport;
  private final List<NodeId> members;
  private int next;

  GridFloors(Transport transport) {
    this.transport = transport;
    this.members = transport.workers();
  }

  @Override
  public List<Floor> sync() {
    return List.of(
        new Floor("operation, handed over", 1, () -> send(1, HANDED_OVER)),
        new Floor("operation", 1, () -> send(1, AT_ONCE)));
  }

  @Override
  public List<Floor> async(int calls) {
    int batches = (calls + BATCH - 1) / BATCH;
    return List.of(
        new Floor("operations", calls, () -> send(calls, AT_ONCE)),
        new Floor("operations of " + BATCH, calls, () -> send(batches, MANY)),
        new Floor("operations of " + BATCH + ", each run", calls, () -> call(calls)));
  }

  @Override
  public List<Floor> actorSync() {
    return List.of(
        new Floor("partition operation, handed over", 1, () -> sendToPartitions(1, HANDED_OVER)),
        new Floor("partition operation", 1, () -> sendToPartitions(1, AT_ONCE)));
  }

  @Override
  public List<Floor> actorAsync(int calls) {
    return List.of(
        new Floor("partition operations", calls, () -> sendToPartitions(calls, AT_ONCE)));
  }

  @Override
  public List<Floor> keptSync() {
    return List.of(
        new Floor("counter operation" + withBackup(), 1, () -> count(1, 1, 1)),
        new Floor("partition operation", 1, () -> sendToPartitions(1, AT_ONCE)));
  }

  /**
   * An operation each, grouped by the owner to as many as there are for a backup, is the same as
   * what actors do. One operation for many shows what is lost by each having an operation.
   */
  @Override
  public List<Floor> keptAsync(int calls, int things) {
    int batches = (calls + BATCH - 1) / BATCH;
    String each = things == 1 ? "" : " each of " + things;
    return List.of(
        new Floor(
            "counter operations" + each + ", grouped", calls, () -> count(calls, GROUPED, things)),
        new Floor("counter operations" + each, calls, () -> count(calls, 1, things)),
        new Floor(
            "counter operations" + each + " of " + BATCH,
            calls,
            () -> count(batches, BATCH, things)));
  }

  private String withBackup() {
    return members.size() > 1 ? " with backup" : ", no backup";
  }

  @Override
  public List<Floor> recursion(int n, double calls) {
    return List.of();
  }

  @Override
  public void close() {}

  private void send(int count, byte[] message) throws InterruptedException {
    Answers answers = new Answers(count);
    for (int i = 0; i < count; i++) {
      transport.send(members.get(next++ % members.size()), Channel.ECHO, message, answers);
    }
    answers.await();
  }

  /**
   * Calls as the least engine would make them: each has an id and an argument, which are written,
   * read, run in a thread of the other side and answered by themselves; only the messages are
   * shared. No queue is fair, nothing can be cancelled, and nothing is remembered for a retry.
   */
  private void call(int count) throws InterruptedException {
    Map<Long, AtomicLong> pending = new ConcurrentHashMap<>();
    Answers answers = new Answers(count);
    for (int done = 0; done < count; done += BATCH) {
      int size = Math.min(BATCH, count - done);
      MessageWriter out = new MessageWriter().putByte(Echo.CALLS).putVarInt(size);
      for (int i = 0; i < size; i++) {
        long id = (long) done + i;
        pending.put(id, new AtomicLong());
        out.putLong(0).putLong(id).putLong(id);
      }
      transport.send(
          members.get(next++ % members.size()),
          Channel.ECHO,
          out.toBytes(),
          (answer, failure) -> {
            if (answer == null) {
              for (int i = 0; i < size; i++) {
                answers.accept(null, failure);
              }
            } else {
              take(new MessageReader(answer), pending, answers);
            }
          });
    }
    answers.await();
  }

  private static void take(MessageReader in, Map<Long, AtomicLong> pending, Answers answers) {
    for (int left = in.getCount(); left > 0; left--) {
      in.getLong();
      AtomicLong call = pending.remove(in.getLong());
      if (call != null) {
        call.set(in.getLong());
        answers.accept(null, null);
      }
    }
  }

  private void sendToPartitions(int count, byte[] message) throws InterruptedException {
    Answers answers = new Answers(count);
    for (int i = 0; i < count; i++) {
      transport.sendToPartition(next++ % PARTITIONS, Channel.ECHO, message, answers);
    }
    answers.await();
  }

  private void count(int count, int amount, int things) throws InterruptedException {
    Answers answers = new Answers(count);
    for (int i = 0; i < count; i++) {
      transport.count(next++ % things, amount, answers);
    }
    answers.await();
  }

  private static byte[] message(byte kind, int length) {
    byte[] message = new byte[length];
    Arrays.fill(message, kind);
    return message;
  }

  /** Waits for all answers. */
  private static final class Answers
      implements BiConsumer<byte @Nullable [], @Nullable TransportException> {

    private final CountDownLatch missing;
    private final AtomicReference<@Nullable TransportException> failure = new AtomicReference<>();

    Answers(int count) {
      missing = new CountDownLatch(count);
    }

    @Override
    public void accept(byte @Nullable [] answer, @Nullable TransportException failed) {
      if (failed != null) {
        failure.set(failed);
      }
      missing.countDown();
    }

    void await() throws InterruptedException {
      missing.await();
      TransportException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
    }
  }
}
