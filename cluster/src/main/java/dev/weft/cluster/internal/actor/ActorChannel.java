package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.object.ObjectTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The calls of one caller to one actor, in the order in which they were made. A call whose inputs
 * are not ready holds back those behind it; one that cannot be sent, since an input failed, is left
 * out.
 *
 * <p>A caller is one run of a task or actor method, or this process outside of any. When the run is
 * over and its last answer has come, the channel says so, and the owner of the actor forgets it.
 *
 * <p>Calls are numbered and sent within the monitor; refs are completed outside of it.
 */
final class ActorChannel {

  private final ObjectTable objects;
  private final Consumer<OutgoingCall> sender;
  private final LongConsumer onDone;

  @GuardedBy("this")
  private final Deque<OutgoingCall> waiting = new ArrayDeque<>();

  /** Those that were sent, from the first on that has no answer. */
  @GuardedBy("this")
  private final Deque<OutgoingCall.Place> sent = new ArrayDeque<>();

  @GuardedBy("this")
  private long id = ThreadLocalRandom.current().nextLong();

  @GuardedBy("this")
  private long next;

  private volatile boolean callerEnded; // written under this

  /**
   * @param sender sends a call that has its number; must not block
   * @param onDone gets the channel's id when its caller has ended and every answer has come
   */
  ActorChannel(ObjectTable objects, Consumer<OutgoingCall> sender, LongConsumer onDone) {
    this.objects = objects;
    this.sender = sender;
    this.onDone = onDone;
  }

  /** Takes a call. */
  void add(OutgoingCall call) {
    synchronized (this) {
      waiting.add(call);
    }
    call.whenReady(
        () -> {
          call.markReady();
          pump();
        });
  }

  /** A call whose time is over before it was sent holds back the others no more. */
  void drop(OutgoingCall call) {
    synchronized (this) {
      waiting.remove(call);
    }
    pump();
    finishIfOver();
  }

  /** The answer of a call has come, which is marked so. */
  void answered() {
    if (callerEnded) {
      finishIfOver();
    }
  }

  /** Whether its caller makes no more calls, so that the last answer ends it. */
  boolean isOver() {
    return callerEnded;
  }

  /** The number of the first call that has no answer; all before it have one. */
  @GuardedBy("this")
  private long acknowledged() {
    while (!sent.isEmpty() && sent.element().isAnswered()) {
      sent.remove();
    }
    return sent.isEmpty() ? next : sent.element().sequence();
  }

  /**
   * Begins a new line of calls: the owner may never get a number of the old one. Calls on their way
   * are not affected.
   */
  synchronized void restart(long failedId) {
    if (id == failedId) {
      id = ThreadLocalRandom.current().nextLong();
      next = 0;
      sent.clear();
    }
  }

  /** The caller makes no more calls. */
  void callerEnded() {
    synchronized (this) {
      callerEnded = true;
    }
    finishIfOver();
  }

  private void finishIfOver() {
    long finished;
    synchronized (this) {
      if (!callerEnded || !waiting.isEmpty() || acknowledged() < next) {
        return;
      }
      finished = id;
    }
    onDone.accept(finished);
  }

  private void pump() {
    List<Runnable> failed = new ArrayList<>(0);
    synchronized (this) {
      while (!waiting.isEmpty() && waiting.peek().isReady()) {
        OutgoingCall call = waiting.remove();
        if (!call.prepare(objects, failed::add)) {
          continue;
        }
        long acknowledged = acknowledged();
        OutgoingCall.Place place = new OutgoingCall.Place(id, next++, acknowledged);
        call.send(place);
        sent.add(place);
        sender.accept(call);
      }
    }
    failed.forEach(Runnable::run);
    if (!failed.isEmpty()) {
      finishIfOver();
    }
  }
}
