package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import dev.weft.spi.PromiseRef;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on threads of its own, as many as are needed, as soon as their inputs are there; some
 * begin a little late. Mailboxes are guarded by the monitor of {@code mailboxes}.
 */
final class PoolEngine extends TestEngine {

  private static final int LONGEST_DELAY_NANOS = 100_000;
  private static final Object OUTSIDE = new Object();
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final ExecutorService threads;
  private final Random delays;
  private final Map<ActorCell, Mailbox> mailboxes = new HashMap<>();
  private final Set<Call> begun = new HashSet<>();
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  PoolEngine(long seed, Failing failing) {
    super(failing);
    this.delays = new Random(seed);
    this.threads =
        Executors.newCachedThreadPool(
            body -> {
              Thread thread = new Thread(body, "test-pool-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
  }

  @Override
  void accepted(Call call) {
    if (call.cell == null) {
      whenReady(call, () -> begin(call, null));
      return;
    }
    Mailbox mailbox;
    synchronized (mailboxes) {
      mailbox = mailboxes.computeIfAbsent(call.cell, cell -> new Mailbox());
      Object caller = call.caller == null ? OUTSIDE : call.caller;
      mailbox.channels.computeIfAbsent(caller, c -> new ArrayDeque<>()).add(call);
    }
    whenReady(call, () -> pump(mailbox));
  }

  private static void whenReady(Call call, Runnable action) {
    ObjectRef<?>[] inputs = call.inputs();
    AtomicInteger missing = new AtomicInteger(inputs.length + 1);
    Runnable arrived =
        () -> {
          if (missing.decrementAndGet() == 0) {
            action.run();
          }
        };
    for (ObjectRef<?> input : inputs) {
      ((PromiseRef<?>) input).onDone(arrived);
    }
    arrived.run();
  }

  /** Lets an actor that is idle run the first call of any caller whose inputs are there. */
  private void pump(Mailbox mailbox) {
    Call next = null;
    synchronized (mailboxes) {
      if (!mailbox.isBusy) {
        for (Queue<Call> channel : mailbox.channels.values()) {
          if (next == null && !channel.isEmpty() && isReady(channel.element())) {
            next = channel.remove();
          }
        }
        mailbox.isBusy = next != null;
      }
    }
    if (next != null) {
      begin(next, mailbox);
    }
  }

  private static boolean isReady(Call call) {
    for (ObjectRef<?> input : call.inputs()) {
      if (!input.isDone()) {
        return false;
      }
    }
    return true;
  }

  private void begin(Call call, @Nullable Mailbox mailbox) {
    int delay;
    synchronized (delays) {
      delay = delays.nextInt(3) == 0 ? delays.nextInt(LONGEST_DELAY_NANOS) : 0;
    }
    Runnable body =
        () -> {
          if (delay > 0) {
            LockSupport.parkNanos(delay);
          }
          boolean isMine;
          synchronized (begun) {
            isMine = begun.add(call);
          }
          if (isMine) {
            call.run();
          }
          if (mailbox != null) {
            synchronized (mailboxes) {
              mailbox.isBusy = false;
            }
            pump(mailbox);
          }
        };
    try {
      threads.execute(body);
    } catch (RejectedExecutionException e) {
      if (call.isDone()) {
        return; // cancelled, and its input came when the program had ended
      }
      problem(call + " was to run when the program had ended.");
    }
  }

  @Override
  void awaited(Call call) {}

  @Override
  boolean withdraw(Call call) {
    synchronized (begun) {
      return begun.add(call);
    }
  }

  /** Lets what was begun end; user code cannot hang here longer than the test's own deadline. */
  @Override
  void drain() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        problem("Calls did not end.");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "pool";
  }

  /** The calls to one actor, by caller. */
  private static final class Mailbox {
    final Map<Object, Queue<Call>> channels = new HashMap<>();
    boolean isBusy;
  }
}
