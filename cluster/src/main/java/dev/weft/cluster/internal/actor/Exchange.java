package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the owner of an actor, sent again until its outcome is known. Whoever gets it
 * tells by its content that it is the same.
 */
final class Exchange {

  private final long id;
  private final ActorRequest request;
  private final End end;

  @GuardedBy("this")
  private final List<Attempt> underWay = new ArrayList<>(1);

  @GuardedBy("this")
  private int attempts;

  @GuardedBy("this")
  private long sentAt;

  /** When it began, when it was known last to be in good hands, or when these were lost. */
  @GuardedBy("this")
  private long patientSince;

  @GuardedBy("this")
  private boolean isInGoodHands;

  @GuardedBy("this")
  private boolean mayHaveRun;

  @GuardedBy("this")
  private @Nullable NodeId hint;

  private volatile boolean isOver; // written under this

  /**
   * @param id names it within this process
   * @param now when it begins
   */
  Exchange(long id, ActorRequest request, long now, End end) {
    this.id = id;
    this.request = request;
    patientSince = now;
    this.end = end;
  }

  long id() {
    return id;
  }

  /** The actor whose owner is asked. */
  UUID actor() {
    return request.actor();
  }

  /** What to send now: the request, which says if somebody may have done what it asks for. */
  synchronized ActorRequest request() {
    return mayHaveRun || underWay.size() > 1 ? request.again() : request;
  }

  boolean isOver() {
    return isOver;
  }

  /** Ends it; only the first end counts. */
  void end(@Nullable ActorAnswer answer, @Nullable Failure failure) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      underWay.clear();
    }
    end.ended(answer, failure);
  }

  /** It is about to be sent to a node. */
  synchronized Attempt sending(NodeId target, long now) {
    Attempt attempt = new Attempt(this, attempts++, target);
    underWay.add(attempt);
    sentAt = now;
    return attempt;
  }

  /** The attempt of that number, if nothing has come of it yet. */
  synchronized @Nullable Attempt attempt(int number) {
    for (Attempt attempt : underWay) {
      if (attempt.number() == number) {
        return attempt;
      }
    }
    return null;
  }

  /** The attempts to a node of which nothing has come yet. */
  synchronized List<Attempt> attemptsTo(NodeId target) {
    List<Attempt> found = new ArrayList<>(0);
    for (Attempt attempt : underWay) {
      if (attempt.target().equals(target)) {
        found.add(attempt);
      }
    }
    return found;
  }

  /** Something has come of an attempt, whatever; false if something had before. */
  synchronized boolean answered(Attempt attempt) {
    return underWay.remove(attempt);
  }

  /** Whether an attempt may be under way still. */
  synchronized boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /** The owner has it, and will answer. */
  synchronized void isWorkedOn(long now) {
    mayHaveRun = true;
    isInGoodHands = true;
    patientSince = now;
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized long sentAt() {
    return sentAt;
  }

  /** The last attempt has come to nothing. */
  synchronized void trouble(long now, boolean mayHaveRunNow, @Nullable NodeId better) {
    if (isInGoodHands) {
      isInGoodHands = false;
      patientSince = now;
    }
    mayHaveRun |= mayHaveRunNow;
    hint = better;
  }

  /** For how many nanoseconds it has been in nobody's hands, as far as is known. */
  synchronized long unknownFor(long now) {
    return now - patientSince;
  }

  /** Whether somebody may have it, or has had it, who may have done what it asks for. */
  synchronized boolean mayHaveRun() {
    return mayHaveRun || isUnderWay();
  }

  /** A node that was said to be the owner, once. */
  synchronized @Nullable NodeId takeHint() {
    NodeId taken = hint;
    hint = null;
    return taken;
  }

  /**
   * One sending of it to one node. Identity is what counts.
   *
   * @param number names it within its exchange
   */
  record Attempt(Exchange exchange, int number, NodeId target) {

    /** About how many bytes it takes in a message. */
    int size() {
      return exchange.request.size();
    }
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

    /**
     * Exactly one of the two is there. On any thread, and under locks of the owner if that is this
     * node: hands over and returns.
     */
    void ended(@Nullable ActorAnswer answer, @Nullable Failure failure);
  }
}
