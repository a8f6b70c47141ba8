package dev.weft.cluster.internal.transport;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers a message with nothing, or with as little as there can be: what the least work costs that
 * a node can be asked for, as a floor for measurements. The first byte says which.
 *
 * <p>Its threads, {@code weft-echo-n}, are there only while there is something to answer.
 */
public final class Echo implements Receiver {

  /** The answer comes from the grid's own thread. */
  public static final byte AT_ONCE = 0;

  /** It comes from a thread to which the message is handed over. */
  public static final byte HANDED_OVER = 1;

  /**
   * The message holds calls, {@code count, { id (two longs), argument (long) } …}. Each is read,
   * run by itself in a thread to which it is handed over, and answered: {@code count, { id, value }
   * …}.
   */
  public static final byte CALLS = 2;

  private static final byte[] ANSWER = {};
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads;

  /**
   * @param count how many threads answer
   */
  public Echo(int count) {
    AtomicInteger made = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "weft-echo-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    byte kind = message.length > 0 ? message[0] : AT_ONCE;
    if (kind == HANDED_OVER) {
      threads.execute(() -> reply.send(ANSWER));
    } else if (kind == CALLS) {
      run(message, reply);
    } else {
      reply.send(ANSWER);
    }
  }

  private void run(byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    in.getByte();
    Call[] calls = new Call[in.getCount()];
    AtomicInteger left = new AtomicInteger(calls.length);
    for (int i = 0; i < calls.length; i++) {
      Call call = new Call(in.getLong(), in.getLong(), in.getLong());
      calls[i] = call;
      threads.execute(
          () -> {
            call.value = call.argument + 1;
            if (left.decrementAndGet() == 0) {
              reply.send(answer(calls));
            }
          });
    }
  }

  private static byte[] answer(Call[] calls) {
    MessageWriter out = new MessageWriter().putVarInt(calls.length);
    for (Call call : calls) {
      out.putLong(call.high).putLong(call.low).putLong(call.value);
    }
    return out.toBytes();
  }

  private static final class Call {

    private final long high;
    private final long low;
    private final long argument;
    private long value; // published by the count of those that are left

    Call(long high, long low, long argument) {
      this.high = high;
      this.low = low;
      this.argument = argument;
    }
  }
}
