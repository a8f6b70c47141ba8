package dev.weft.cluster.internal.replica;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One partition on this node, whatever part the node has in it: none, follower, owner, or on the
 * way to be owner.
 *
 * <p>Its monitor guards it and what belongs to it ({@link Ownership}, {@link TakeOver}, {@link
 * Follower}, {@link Entry}). What follows from a change is done outside, see {@link Afterwards}.
 */
final class Replica {

  private static final int PAGE_BYTES = 1 << 20;
  private static final Duration RESPECT = Duration.ofMillis(300);

  private final int partition;
  private final Node node;
  private final Afterwards afterwards = new Afterwards();

  @GuardedBy("this")
  private Epoch promised = Epoch.NONE;

  @GuardedBy("this")
  private long promisedAt;

  @GuardedBy("this")
  private Tenure tenure = Tenure.NONE;

  /** What this node holds as one of the tenure's write set, or as owner; null if it is neither. */
  @GuardedBy("this")
  private @Nullable Map<UUID, Entry> entries;

  /** What this node gets from an owner of whose write set it will be. */
  @GuardedBy("this")
  private Map<UUID, Entry> incoming = new HashMap<>();

  @GuardedBy("this")
  private Epoch incomingEpoch = Epoch.NONE;

  @GuardedBy("this")
  private @Nullable Ownership ownership;

  @GuardedBy("this")
  private @Nullable TakeOver takeOver;

  Replica(int partition, Node node) {
    this.partition = partition;
    this.node = node;
  }

  int partition() {
    return partition;
  }

  Node node() {
    return node;
  }

  /** To be done once no lock is held. */
  Afterwards afterwards() {
    return afterwards;
  }

  // ---- what its node asks -------------------------------------------------------------------

  /** Whether this node owns it, and its tenant knows. */
  synchronized boolean isOpen() {
    return ownership != null && ownership.isOpen();
  }

  /** Whether this node owns it, and is followed as it should be. */
  synchronized boolean isInSync() {
    return ownership != null && ownership.isInSync();
  }

  /** Whether there is anything in it that this node knows of. */
  synchronized boolean isInUse() {
    return tenure.compareTo(Tenure.NONE) > 0;
  }

  synchronized int size() {
    return entries == null ? 0 : entries.size();
  }

  synchronized int owned() {
    return !isOpen() ? 0 : (int) held().values().stream().filter(entry -> !entry.isDead()).count();
  }

  /** The heads of all entries but dead ones; null if this node does not own the partition. */
  synchronized @Nullable List<byte[]> heads() {
    return isOpen()
        ? held().values().stream().filter(entry -> !entry.isDead()).map(Entry::head).toList()
        : null;
  }

  /** An entry as it is, if this node owns the partition and there is such an entry. */
  synchronized @Nullable Change find(UUID id) {
    Entry entry = isOpen() ? held().get(id) : null;
    return entry == null ? null : entry.whole();
  }

  /**
   * Adds a version to an entry.
   *
   * @param done gets true once it is safe; false if another node owns the partition now
   */
  void commit(long term, Change change, Consumer<Boolean> done) {
    synchronized (this) {
      if (ownership == null || !ownership.isOpen(term)) {
        afterwards.add(() -> done.accept(false));
      } else {
        ownership.commit(change, done);
      }
    }
    afterwards.run();
  }

  /**
   * Has it confirmed that this node owns the partition, at a moment after this call.
   *
   * @param done gets whether it does
   */
  void confirm(long term, Consumer<Boolean> done) {
    synchronized (this) {
      if (ownership == null || !ownership.isOpen(term)) {
        afterwards.add(() -> done.accept(false));
      } else {
        ownership.confirm(done);
      }
    }
    afterwards.run();
  }

  /**
   * Makes this node its owner, unless it is, or is about to be; or another node is, which has just
   * got its promise: one of the two has an old table.
   */
  void takeOver() {
    synchronized (this) {
      boolean isFree =
          promised.owner().equals(node.self())
              || promised.equals(Epoch.NONE)
              || node.clock().nanoTime() - promisedAt > RESPECT.toNanos();
      if (ownership == null && takeOver == null && isFree) {
        takeOver = new TakeOver(this);
        takeOver.start();
      }
    }
    afterwards.run();
  }

  /** Compares what is with what should be: the view, the table of partitions. */
  void review() {
    synchronized (this) {
      if (takeOver != null) {
        takeOver.review();
      } else if (ownership != null) {
        ownership.review();
      }
    }
    afterwards.run();
  }

  /** A node has left: its callers will not come back. */
  synchronized void forgetCallers(NodeId gone) {
    if (entries != null) {
      entries.values().forEach(entry -> entry.forget(gone));
    }
    incoming.values().forEach(entry -> entry.forget(gone));
  }

  /** Drops the entries of groups that have ended, and old notes of dead ones. */
  synchronized void sweep(Tenant tenant) {
    incoming.values().removeIf(entry -> isOver(entry, tenant));
    if (entries != null && !entries.isEmpty()) {
      long now = node.clock().nanoTime();
      List<UUID> over = new ArrayList<>(0);
      for (Entry entry : entries.values()) {
        if (isOver(entry, tenant) || entry.isForgotten(now)) {
          over.add(entry.id());
        }
      }
      for (UUID id : over) {
        entries.remove(id);
        if (ownership != null) {
          ownership.forget(id);
        }
      }
    }
  }

  /** The note of a loss is of no group. */
  private static boolean isOver(Entry entry, Tenant tenant) {
    return !entry.id().equals(LossNote.ID) && tenant.isOver(entry.group());
  }

  // ---- what other nodes ask -----------------------------------------------------------------

  /** A push of an owner. */
  synchronized Push.Answer take(Push push) {
    if (push.epoch().isBefore(promised)) {
      return Push.Answer.FENCED;
    }
    if (promised.isBefore(push.epoch())) {
      promise(push.epoch());
    }
    Change change = push.change();
    if (change == null) {
      return Push.Answer.TAKEN;
    }
    Failpoint.BEFORE_TAKE.pass();
    boolean isFollower = tenure.epoch().equals(push.epoch()) && tenure.includes(node.self());
    return isFollower ? take(change, held()) : take(change, incoming(push.epoch()));
  }

  private static Push.Answer take(Change change, Map<UUID, Entry> into) {
    Entry known = into.get(change.id());
    if (known != null && known.version() >= change.version()) {
      return Push.Answer.TAKEN;
    }
    if (change.isWhole()) {
      into.put(change.id(), new Entry(change));
      return Push.Answer.TAKEN;
    }
    if (known == null || known.version() != change.base()) {
      return Push.Answer.MISSING;
    }
    known.apply(change);
    return Push.Answer.TAKEN;
  }

  /** The wish of another node to own it. */
  void prepare(Epoch epoch, Consumer<ReplicaAnswer> reply) {
    synchronized (this) {
      if (!promised.isBefore(epoch) && !promised.equals(epoch)) {
        ReplicaAnswer refused = new ReplicaAnswer.Refused(promised);
        afterwards.add(() -> reply.accept(refused));
      } else if (ownership != null && ownership.isOpen()) {
        afterwards.add(() -> node.tenant().freeze(partition, idle -> frozen(epoch, idle, reply)));
      } else {
        ReplicaAnswer given = givePromise(epoch);
        afterwards.add(() -> promised(given, reply));
      }
    }
    afterwards.run();
  }

  private void frozen(Epoch epoch, boolean isIdle, Consumer<ReplicaAnswer> reply) {
    synchronized (this) {
      ReplicaAnswer answer;
      if (epoch.isBefore(promised)) {
        answer = new ReplicaAnswer.Refused(promised);
      } else if (isIdle) {
        answer = givePromise(epoch);
      } else {
        answer = new ReplicaAnswer.Busy();
      }
      afterwards.add(() -> promised(answer, reply));
    }
    afterwards.run();
  }

  private static void promised(ReplicaAnswer answer, Consumer<ReplicaAnswer> reply) {
    Failpoint.BEFORE_PROMISE.pass();
    reply.accept(answer);
    Failpoint.AFTER_PROMISE.pass();
  }

  @GuardedBy("this")
  private ReplicaAnswer givePromise(Epoch epoch) {
    promise(epoch);
    return new ReplicaAnswer.Promised(
        tenure, holds(), holds() ? List.copyOf(held().keySet()) : List.of());
  }

  /** Some entries, for a node that has this node's promise. */
  synchronized ReplicaAnswer fetch(Epoch epoch, List<UUID> ids, int offset) {
    if (!epoch.equals(promised)) {
      return new ReplicaAnswer.Refused(promised);
    }
    List<Change> page = new ArrayList<>();
    int done = 0;
    long bytes = 0;
    for (UUID id : ids) {
      Entry entry = entries == null ? null : entries.get(id);
      Change whole = entry == null ? null : entry.whole();
      if (whole != null && isLarge(whole)) {
        return done > 0 ? new ReplicaAnswer.Entries(done, page) : part(whole, offset);
      }
      if (whole != null) {
        bytes += whole.size();
        if (done > 0 && bytes > PAGE_BYTES) {
          break;
        }
        page.add(whole);
      }
      done++;
    }
    return new ReplicaAnswer.Entries(done, page);
  }

  private boolean isLarge(Change whole) {
    byte[] state = whole.state();
    return state != null && state.length > node.pieceBytes();
  }

  private ReplicaAnswer part(Change whole, int offset) {
    byte[] state = Objects.requireNonNull(whole.state());
    Piece piece = Piece.of(0, state, Math.min(offset, state.length), node.pieceBytes());
    return new ReplicaAnswer.Part(
        whole.withState(null), state.length, piece.offset(), piece.bytes());
  }

  /** The news of a tenure. */
  ReplicaAnswer note(Tenure news) {
    ReplicaAnswer answer;
    synchronized (this) {
      if (news.epoch().isBefore(promised)) {
        answer = new ReplicaAnswer.Refused(promised);
      } else {
        promise(news.epoch());
        adopt(news);
        answer = new ReplicaAnswer.Done();
      }
    }
    afterwards.run();
    return answer;
  }

  // ---- what its parts do, within the monitor ------------------------------------------------

  synchronized Tenure knownTenure() {
    return tenure;
  }

  /** Whether this node has all entries of the tenure that it knows. */
  synchronized boolean holds() {
    return entries != null && tenure.includes(node.self());
  }

  synchronized boolean isTakingOver(TakeOver current) {
    return takeOver == current;
  }

  synchronized Epoch promised() {
    return promised;
  }

  /**
   * Takes nothing of a lower epoch from now on, and is not the owner by one.
   *
   * @return false if a higher epoch has its promise
   */
  @CanIgnoreReturnValue
  synchronized boolean promise(Epoch epoch) {
    if (!promised.isBefore(epoch)) {
      return promised.equals(epoch);
    }
    promised = epoch;
    promisedAt = node.clock().nanoTime();
    if (takeOver != null && !epoch.owner().equals(node.self())) {
      giveUp();
    }
    if (ownership != null) {
      lose();
    }
    return true;
  }

  /** Another node owns it. */
  synchronized void lose() {
    Ownership lost = ownership;
    if (lost != null) {
      ownership = null;
      lost.end();
      afterwards.add(() -> node.tenant().closed(partition));
    }
  }

  /** Follows a tenure, if it is news. */
  synchronized void adopt(Tenure news) {
    if (news.compareTo(tenure) <= 0) {
      return;
    }
    boolean wasFollower =
        tenure.epoch().equals(news.epoch()) && tenure.includes(node.self()) && entries != null;
    tenure = news;
    if (news.owner().equals(node.self())) {
      return; // its entries are what it has read, and made
    }
    if (!news.includes(node.self())) {
      entries = null;
      if (incomingEpoch.isBefore(news.epoch())) {
        forgetIncoming(); // of the same epoch it is what this node is being given just now
      }
    } else if (!wasFollower) {
      entries = incoming(news.epoch());
      forgetIncoming();
    }
  }

  /** The end of a take-over: this node owns it, though it has not said so yet. */
  synchronized void own(Epoch epoch, Map<UUID, Entry> read) {
    takeOver = null;
    entries = read;
    incoming = new HashMap<>();
    incomingEpoch = Epoch.NONE;
    ownership = new Ownership(this, epoch);
    ownership.review();
  }

  /** Another node is to own it. */
  synchronized void giveUp() {
    takeOver = null;
    afterwards.add(() -> node.tenant().closed(partition));
  }

  /** What this node holds. */
  synchronized Map<UUID, Entry> held() {
    if (entries == null) {
      entries = new HashMap<>();
    }
    return entries;
  }

  @GuardedBy("this")
  private void forgetIncoming() {
    incoming = new HashMap<>();
    incomingEpoch = Epoch.NONE;
  }

  @GuardedBy("this")
  private Map<UUID, Entry> incoming(Epoch epoch) {
    if (!incomingEpoch.equals(epoch)) {
      incoming = new HashMap<>();
      incomingEpoch = epoch;
    }
    return incoming;
  }

  /** All that is known is of the past: the node begins anew. */
  void reset() {
    synchronized (this) {
      takeOver = null;
      lose();
      promised = Epoch.NONE;
      tenure = Tenure.NONE;
      entries = null;
      incoming = new HashMap<>();
      incomingEpoch = Epoch.NONE;
    }
    afterwards.run();
  }
}
