package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request to the owner of an actor, sent again until its outcome is known. Whoever gets it
 * tells by its content that it is the same.
 */
final class Exchange {

  private final UUID actor;
  private final byte[] message;
  private final End end;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile long sentAt;
  private volatile long troubleSince;
  private volatile boolean isInTrouble;
  private volatile boolean mayHaveRun;
  private volatile @Nullable NodeId hint;

  /**
   * @param actor whose owner is asked
   * @param message the request
   */
  Exchange(UUID actor, byte[] message, End end) {
    this.actor = actor;
    this.message = message;
    this.end = end;
  }

  UUID actor() {
    return actor;
  }

  /** What to send now: the request, which says if somebody may have done what it asks for. */
  byte[] message() {
    return mayHaveRun || unanswered.get() > 1 ? ActorRequest.again(message) : message;
  }

  boolean isOver() {
    return isOver.get();
  }

  /** Ends it; only the first end counts. */
  void end(@Nullable ActorAnswer answer, @Nullable Failure failure) {
    if (!isOver.getAndSet(true)) {
      end.ended(answer, failure);
    }
  }

  void sending(long now) {
    attempts.incrementAndGet();
    unanswered.incrementAndGet();
    sentAt = now;
  }

  /**
   * One attempt has been answered, with whatever.
   *
   * @return whether another one has not, so that it may be under way still
   */
  boolean answered() {
    return unanswered.decrementAndGet() > 0;
  }

  int attempts() {
    return attempts.get();
  }

  long sentAt() {
    return sentAt;
  }

  /** The last attempt has come to nothing. */
  void trouble(long now, boolean mayHaveRunNow, @Nullable NodeId better) {
    if (!isInTrouble) {
      isInTrouble = true;
      troubleSince = now;
    }
    mayHaveRun |= mayHaveRunNow;
    hint = better;
  }

  /** For how many nanoseconds nothing has come of it. */
  long inTroubleFor(long now) {
    return isInTrouble ? now - troubleSince : 0;
  }

  /** Whether somebody has had it who may have done what it asks for. */
  boolean mayHaveRun() {
    return mayHaveRun;
  }

  /** A node that was said to be the owner, once. */
  @Nullable NodeId takeHint() {
    NodeId taken = hint;
    hint = null;
    return taken;
  }

  /** Why no answer came. */
  enum Failure {
    /** Whether it has been done is not known, and will not be. */
    UNKNOWN,
    /** It was not done: there is no member who could, or most are not to be reached. */
    UNAVAILABLE,
    /** This node is shutting down. */
    CLOSED,
    /** It was not understood. */
    REFUSED
  }

  /** Gets what came of it. */
  @FunctionalInterface
  interface End {

    /** Exactly one of the two is there. On any thread: hands over and returns. */
    void ended(@Nullable ActorAnswer answer, @Nullable Failure failure);
  }
}
