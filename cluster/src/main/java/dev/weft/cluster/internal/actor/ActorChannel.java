package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The calls of this process to one actor, in the order in which they were made. A call whose inputs
 * are not ready holds back those behind it; one whose input failed is left out.
 */
final class ActorChannel {

  private final Consumer<OutgoingCall> sender;

  @GuardedBy("this")
  private final Deque<OutgoingCall> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private long id = ThreadLocalRandom.current().nextLong();

  @GuardedBy("this")
  private long next;

  @GuardedBy("this")
  private final TreeSet<Long> unanswered = new TreeSet<>();

  /**
   * @param sender sends a call that has its number; must not block
   */
  ActorChannel(Consumer<OutgoingCall> sender) {
    this.sender = sender;
  }

  /** Takes a call. */
  void add(OutgoingCall call) {
    synchronized (this) {
      waiting.add(call);
    }
    call.inputs()
        .whenReady(
            () -> {
              call.markReady();
              pump();
            });
  }

  /**
   * Begins a new line of calls: the owner may never get a number of the old one. Calls on their way
   * are not affected.
   */
  synchronized void restart(long failedId) {
    if (id == failedId) {
      id = ThreadLocalRandom.current().nextLong();
      next = 0;
      unanswered.clear();
    }
  }

  /** The answer of a call has come. */
  synchronized void answered(long channel, long sequence) {
    if (channel == id) {
      unanswered.remove(sequence);
    }
  }

  /** Sends what may go; within the monitor, so that numbers leave in order. */
  private synchronized void pump() {
    while (!waiting.isEmpty() && waiting.peek().isReady()) {
      OutgoingCall call = waiting.remove();
      if (!call.failsByInput()) {
        unanswered.add(next);
        call.number(id, next, unanswered.first());
        next++;
        sender.accept(call);
      }
    }
  }
}
