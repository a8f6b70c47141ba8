package dev.weft.cluster.internal.transport;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers a message with nothing: what the least work costs that a node can be asked for, as a
 * floor for measurements. The first byte says where the answer comes from.
 *
 * <p>Its threads, {@code weft-echo-n}, are there only while there is something to answer.
 */
public final class Echo implements Receiver {

  /** The answer comes from the grid's own thread. */
  public static final byte AT_ONCE = 0;

  /** It comes from a thread to which the message is handed over. */
  public static final byte HANDED_OVER = 1;

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
    if (message.length > 0 && message[0] == HANDED_OVER) {
      threads.execute(() -> reply.send(ANSWER));
    } else {
      reply.send(ANSWER);
    }
  }
}
