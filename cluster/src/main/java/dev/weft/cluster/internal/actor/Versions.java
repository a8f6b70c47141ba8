package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.replica.Session;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an actor: which is the last, how many are on their way to be safe, and the calls
 * that go with the next. Guarded by its cell.
 */
final class Versions {

  private final ActorHead head;
  private List<EndedCall> ended = new ArrayList<>();
  private long last;

  /** How many are on their way. */
  private int underWay;

  /** How many calls get a version each, since one for several of them could not be made. */
  private int oneByOne;

  /** Whether the instance is ahead of the last version, since nobody is to need that. */
  private boolean isUnkept;

  private boolean isUnkeepable;

  /**
   * @param last the version that is there; 0 if there is none
   */
  Versions(ActorHead head, long last) {
    this.head = head;
    this.last = last;
  }

  // ---- what goes with the next ---------------------------------------------------------------

  void add(EndedCall call) {
    ended.add(call);
  }

  void addFirst(EndedCall call) {
    ended.add(0, call);
  }

  /** The calls that go with the version that is about to be made. */
  Batch take() {
    Batch taken = new Batch(ended);
    ended = new ArrayList<>();
    return taken;
  }

  /** Whether calls wait for a version. */
  boolean isAwaited() {
    return !ended.isEmpty();
  }

  /** Whether none of these calls may have changed anything. */
  boolean isAwaitedByReadsOnly() {
    return Batch.areReads(ended);
  }

  /**
   * Whether one is to be made now: the first at once, the next when that is safe.
   *
   * @param isUrgent not to wait for that
   */
  boolean isDue(boolean isUrgent) {
    return isAwaited() && (underWay == 0 || isUrgent || oneByOne > 0);
  }

  /** Whether calls get a version each. */
  boolean isOneByOne() {
    return oneByOne > 0;
  }

  /** So many calls, which run again, get a version each. */
  void oneByOne(int calls) {
    oneByOne = calls;
  }

  /** Forgets what waits. */
  void clear() {
    ended.clear();
  }

  /** Forgets what waits of a node's callers. */
  void forget(NodeId caller) {
    ended.removeIf(call -> call.call().caller().node().equals(caller));
  }

  // ---- making one ------------------------------------------------------------------------------

  /** The number of a version that is the last from now on. */
  long next() {
    return ++last;
  }

  long last() {
    return last;
  }

  /** Goes on after a version of another life. */
  void follow(long version) {
    last = version;
  }

  /** The next version: all of the actor. */
  Change whole(ActorHead now, byte[] state, boolean isDead, Map<CallerKey, Session> sessions) {
    return new Change(
        head.address().id(),
        head.job().uuid(),
        Change.ANY,
        next(),
        now.toBytes(),
        state,
        isDead,
        sessions,
        List.of());
  }

  /**
   * The next version: what makes it of the last one.
   *
   * @param state null if it is the same
   */
  Change change(byte @Nullable [] state, Map<CallerKey, Session> sessions, List<CallerKey> over) {
    long base = last;
    return new Change(
        head.address().id(), head.job().uuid(), base, next(), null, state, false, sessions, over);
  }

  /** A version, or what stands in for one, is on its way. */
  void sent() {
    underWay++;
  }

  /** The version of a batch is on its way. */
  void sent(Batch batch) {
    sent();
    oneByOne = Math.max(0, oneByOne - batch.size());
  }

  /** It has arrived. */
  void arrived() {
    underWay--;
  }

  boolean areUnderWay() {
    return underWay > 0;
  }

  /** The instance is not kept any more; returns whether it was. */
  boolean goAhead() {
    boolean wasKept = !isUnkept;
    isUnkept = true;
    return wasKept;
  }

  /** The instance is as the last version has it. */
  void catchUp() {
    isUnkept = false;
  }

  /** The instance cannot be kept as it is. */
  void cannotCatchUp() {
    isUnkeepable = true;
  }

  /** The instance changes, and may be kept again. */
  void changing() {
    isUnkeepable = false;
  }

  /** Whether the instance is to be kept when there is need. */
  boolean mayCatchUp() {
    return isUnkept && !isUnkeepable;
  }

  /** Whether the instance is ahead of the last version. */
  boolean isUnkept() {
    return isUnkept;
  }
}
