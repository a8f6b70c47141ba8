package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a partition knows: who follows it, what each has taken, and who waits for that.
 *
 * <pre>
 *   review -> a node is to follow: send it all -> it is in sync: announce the write set to all
 *          -> all know it: the write set counts
 * </pre>
 *
 * <p>Until the first write set counts, it is not open. A node that is about to follow, or is about
 * to follow no more, has to take everything too. Guarded by the {@link Replica}.
 */
final class Ownership {

  private static final Duration RETRY = Duration.ofMillis(20);

  private final Replica replica;
  private final Node node;
  private final Epoch epoch;
  private final Map<NodeId, Follower> followers = new LinkedHashMap<>();

  /** The newest change of each entry of which somebody lacks it. */
  private final Map<UUID, Change> newest = new HashMap<>();

  private final Map<UUID, Queue<Wait>> waits = new HashMap<>();

  /** Who wants a confirmation that is asked for after this moment. */
  private List<Consumer<Boolean>> unasked = new ArrayList<>(0);

  private @Nullable Confirmation confirmation;
  private @Nullable Tenure counting;

  /** Who was told of it; members that have joined since were not. */
  private final Set<NodeId> informed = new HashSet<>();

  private @Nullable Announcement announcement;
  private int changes;
  private boolean isOver;

  Ownership(Replica replica, Epoch epoch) {
    this.replica = replica;
    this.node = replica.node();
    this.epoch = epoch;
  }

  /** Whether this is the ownership of that name, and the tenant may begin. */
  boolean isOpen(long term) {
    return isOpen() && epoch.number() == term;
  }

  /** Whether a write set counts, so that the tenant may begin. */
  boolean isOpen() {
    return counting != null;
  }

  /** Whether it is open, and the right nodes follow. */
  boolean isInSync() {
    return mayAnswer() && announcement == null && isRight(wanted(node.view()));
  }

  // ---- commits ------------------------------------------------------------------------------

  void commit(Change change, Consumer<Boolean> done) {
    Failpoint.BEFORE_COMMIT.pass();
    Entry entry = replica.held().get(change.id());
    boolean fits = change.isWhole() || (entry != null && entry.version() == change.base());
    if (!fits || (entry != null && entry.version() >= change.version())) {
      later(done, false); // made from what is not there any more
      return;
    }
    if (entry == null) {
      replica.held().put(change.id(), new Entry(change));
    } else {
      entry.apply(change);
    }
    if (!followers.isEmpty()) {
      newest.put(change.id(), change);
      for (Follower follower : followers.values()) {
        follower.changed(change.id(), Math.max(change.base(), 0));
        send(follower, change.id());
      }
    }
    waits
        .computeIfAbsent(change.id(), id -> new ArrayDeque<>(1))
        .add(new Wait(change.version(), done));
    settle(change.id());
  }

  /** An entry is gone, with its group. */
  void forget(UUID id) {
    newest.remove(id);
    followers.values().forEach(follower -> follower.forget(id));
    Queue<Wait> waiting = waits.remove(id);
    if (waiting != null) {
      waiting.forEach(wait -> later(wait.done(), false));
    }
    announceIfInSync();
  }

  private void send(Follower follower, UUID id) {
    Entry entry = replica.held().get(id);
    if (entry == null || !follower.beginSending(id)) {
      return;
    }
    Change change = newest.get(id);
    long has = follower.has(id, entry.version());
    if (change == null || change.version() != entry.version() || change.base() != has) {
      change = entry.whole();
    }
    long version = change.version();
    Push push =
        new Push(
            replica.partition(), epoch, change, answer -> pushed(follower, id, version, answer));
    replica.afterwards().add(() -> node.push(follower.node(), push));
  }

  private void pushed(Follower follower, UUID id, long version, Push.Answer answer) {
    synchronized (replica) {
      if (!isOver && answer == Push.Answer.FENCED) {
        replica.lose();
      } else if (!isOver && followers.get(follower.node()) == follower) {
        switch (answer) {
          case TAKEN -> took(follower, id, version);
          case MISSING -> {
            follower.lacks(id);
            send(follower, id);
          }
          default -> {
            follower.unanswered(id);
            node.clock().after(RETRY, () -> again(follower, id));
          }
        }
      }
    }
    replica.afterwards().run();
  }

  private void took(Follower follower, UUID id, long version) {
    Entry entry = replica.held().get(id);
    follower.took(id, version, entry == null ? version : entry.version());
    send(follower, id);
    settle(id);
    if (!follower.isInSync() || isFollowing(follower)) {
      return;
    }
    Failpoint.AFTER_COPY.pass();
    announceIfInSync();
  }

  private void again(Follower follower, UUID id) {
    synchronized (replica) {
      if (!isOver && followers.get(follower.node()) == follower) {
        send(follower, id);
      }
    }
    replica.afterwards().run();
  }

  /** Ends the waits for an entry that are over. */
  private void settle(UUID id) {
    Queue<Wait> waiting = waits.get(id);
    Entry entry = replica.held().get(id);
    if (waiting == null || entry == null || !mayAnswer()) {
      return;
    }
    long safe = entry.version();
    for (Follower follower : followers.values()) {
      safe = Math.min(safe, follower.has(id, entry.version()));
    }
    while (!waiting.isEmpty() && waiting.element().version() <= safe) {
      Failpoint.AFTER_COMMIT.pass();
      later(waiting.remove().done(), true);
    }
    if (waiting.isEmpty()) {
      waits.remove(id);
      if (safe == entry.version()) {
        newest.remove(id);
      }
    }
  }

  private void settleAll() {
    for (UUID id : Set.copyOf(waits.keySet())) {
      settle(id);
    }
  }

  /**
   * Whether what every follower has taken is safe: at least one other has it, where there is one.
   */
  private boolean mayAnswer() {
    View view = node.view();
    return counting != null
        && view.members().containsAll(counting.writeSet())
        && (counting.writeSet().size() > 1 || view.members().size() == 1);
  }

  // ---- confirmations ------------------------------------------------------------------------

  void confirm(Consumer<Boolean> done) {
    unasked.add(done);
    askForConfirmation();
  }

  private void askForConfirmation() {
    if (confirmation != null || unasked.isEmpty() || !mayAnswer()) {
      return;
    }
    List<Consumer<Boolean>> asking = unasked;
    unasked = new ArrayList<>(1);
    if (followers.isEmpty()) {
      asking.forEach(done -> later(done, true));
      return;
    }
    Confirmation asked = new Confirmation(asking, new HashSet<>(followers.keySet()));
    confirmation = asked;
    for (NodeId follower : followers.keySet()) {
      Push push =
          new Push(replica.partition(), epoch, null, answer -> confirmed(asked, follower, answer));
      replica.afterwards().add(() -> node.push(follower, push));
    }
  }

  private void confirmed(Confirmation asked, NodeId follower, Push.Answer answer) {
    synchronized (replica) {
      if (isUnderWay(asked)) {
        if (answer == Push.Answer.TAKEN) {
          asked.missing().remove(follower);
          if (asked.missing().isEmpty()) {
            confirmation = null;
            asked.waiting().forEach(done -> later(done, true));
            askForConfirmation();
          }
        } else if (answer == Push.Answer.FENCED) {
          replica.lose();
        } else {
          repeatConfirmation();
          node.clock().after(RETRY, replica::review);
        }
      }
    }
    replica.afterwards().run();
  }

  private void repeatConfirmation() {
    Confirmation asked = confirmation;
    if (asked != null) {
      unasked.addAll(asked.waiting());
      confirmation = null;
    }
  }

  // ---- the write set ------------------------------------------------------------------------

  /** Looks whether the right nodes follow, and begins what makes them. */
  void review() {
    View view = node.view();
    if (!view.contains(node.self())) {
      return; // cut off: nothing can be answered
    }
    List<NodeId> wanted = wanted(view);
    followers
        .keySet()
        .removeIf(
            follower ->
                !view.contains(follower)
                    || (!wanted.contains(follower) && !isFollowing(followers.get(follower))));
    for (NodeId follower : wanted.subList(1, wanted.size())) {
      followers.computeIfAbsent(follower, this::begin);
    }
    if (announcement != null && !announcement.fits(view, wanted)) {
      announcement = null;
    }
    announceIfInSync();
    informJoined(view);
    settleAll();
    if (confirmation != null && !followers.keySet().containsAll(confirmation.missing())) {
      repeatConfirmation();
    }
    askForConfirmation();
  }

  /** This node, and one that follows it, if there is another; the one that does, if it may. */
  private List<NodeId> wanted(View view) {
    NodeId preferred = node.table().backupOf(replica.partition());
    List<NodeId> wanted = new ArrayList<>(List.of(node.self()));
    if (preferred != null && !preferred.equals(node.self()) && view.contains(preferred)) {
      wanted.add(preferred);
      return wanted;
    }
    NodeId best = null;
    int bestHash = 0;
    for (NodeId member : view.members()) {
      int hash = hash(member);
      boolean isBetter = best == null || hash > bestHash || followers.containsKey(member);
      if (!member.equals(node.self()) && isBetter) {
        best = member;
        bestHash = followers.containsKey(member) ? Integer.MAX_VALUE : hash;
      }
    }
    if (best != null) {
      wanted.add(best);
    }
    return wanted;
  }

  /** The same node for a partition everywhere, and about as many partitions for each node. */
  private int hash(NodeId member) {
    return (member.uuid().hashCode() ^ replica.partition()) * 0x9E3779B1;
  }

  private Follower begin(NodeId target) {
    Follower follower = new Follower(target, replica.held().keySet());
    replica
        .afterwards()
        .add(
            () -> {
              synchronized (replica) {
                if (!isOver && followers.get(target) == follower) {
                  Failpoint.BEFORE_COPY.pass();
                  follower.behind().forEach(id -> send(follower, id));
                }
              }
            });
    return follower;
  }

  private boolean isFollowing(@Nullable Follower follower) {
    return follower != null && counting != null && counting.includes(follower.node());
  }

  private void announceIfInSync() {
    View view = node.view();
    List<NodeId> wanted = wanted(view);
    if (announcement != null || isRight(wanted) || !view.contains(node.self())) {
      return;
    }
    for (NodeId other : wanted.subList(1, wanted.size())) {
      Follower follower = followers.get(other);
      if (follower == null || !follower.isInSync()) {
        return;
      }
    }
    Set<NodeId> others = new HashSet<>(view.members());
    others.removeAll(wanted);
    Set<NodeId> writers = new HashSet<>(wanted);
    writers.remove(node.self());
    Announcement news =
        new Announcement(new Tenure(epoch, changes++, wanted), view.version(), writers, others);
    announcement = news;
    Failpoint.BEFORE_ANNOUNCE.pass();
    proceed(news);
  }

  /**
   * Tells the write set first: when anybody else knows of it, and drops what it had, all that are
   * in it know that they are.
   */
  private void proceed(Announcement news) {
    if (news.writers().isEmpty()) {
      Failpoint.AMID_ANNOUNCE.pass();
      replica.adopt(news.tenure());
    }
    if (news.writers().isEmpty() && news.others().isEmpty()) {
      announced(news);
    } else {
      news.missing().forEach(other -> tell(news, other));
    }
  }

  /**
   * Tells those of the tenure that were no members when it was announced; nothing waits for that.
   */
  private void informJoined(View view) {
    Tenure known = counting;
    if (known == null || announcement != null) {
      return;
    }
    for (NodeId member : view.members()) {
      if (!member.equals(node.self()) && informed.add(member)) {
        ReplicaMessage message =
            new ReplicaMessage.Announce(replica.partition(), known, view.version());
        replica
            .afterwards()
            .add(() -> node.ask(member, message, answer -> joinedKnows(member, answer)));
      }
    }
  }

  private void joinedKnows(NodeId member, @Nullable ReplicaAnswer answer) {
    if (!(answer instanceof ReplicaAnswer.Done)) {
      synchronized (replica) {
        informed.remove(member); // the next review tries again
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very one, not one like it
  private boolean isUnderWay(Announcement news) {
    return !isOver && announcement == news;
  }

  @SuppressWarnings("ReferenceEquality") // this very one, not one like it
  private boolean isUnderWay(Confirmation asked) {
    return !isOver && confirmation == asked;
  }

  private boolean isRight(List<NodeId> wanted) {
    return counting != null && Set.copyOf(counting.writeSet()).equals(Set.copyOf(wanted));
  }

  private void tell(Announcement news, NodeId other) {
    ReplicaMessage message =
        new ReplicaMessage.Announce(replica.partition(), news.tenure(), news.view());
    replica.afterwards().add(() -> node.ask(other, message, answer -> told(news, other, answer)));
  }

  private void told(Announcement news, NodeId other, @Nullable ReplicaAnswer answer) {
    synchronized (replica) {
      if (isUnderWay(news)) {
        if (answer instanceof ReplicaAnswer.Done) {
          boolean wereWriters = !news.writers().isEmpty();
          news.missing().remove(other);
          if (news.missing().isEmpty() || (wereWriters && news.writers().isEmpty())) {
            proceed(news);
          }
        } else if (answer instanceof ReplicaAnswer.Refused refused
            && epoch.isBefore(refused.promised())) {
          replica.lose();
        } else {
          if (answer instanceof ReplicaAnswer.OtherView otherView) {
            replica.afterwards().add(() -> node.behind(other, otherView.version()));
          }
          node.clock().after(RETRY, () -> tellAgain(news, other));
        }
      }
    }
    replica.afterwards().run();
  }

  private void tellAgain(Announcement news, NodeId other) {
    synchronized (replica) {
      if (isUnderWay(news)) {
        tell(news, other);
      }
    }
    replica.afterwards().run();
  }

  private void announced(Announcement news) {
    announcement = null;
    boolean wasOpen = isOpen();
    counting = news.tenure();
    informed.clear();
    informed.addAll(node.view().members());
    followers.keySet().removeIf(follower -> !news.tenure().includes(follower));
    Failpoint.AFTER_ANNOUNCE.pass();
    if (!wasOpen) {
      replica.afterwards().add(this::serve);
    }
    settleAll();
    askForConfirmation();
    announceIfInSync();
  }

  private void serve() {
    Failpoint.BEFORE_SERVE.pass();
    node.tenant().opened(replica.partition(), epoch.number());
    Failpoint.AFTER_SERVE.pass();
  }

  /** Another node owns the partition. */
  void end() {
    isOver = true;
    counting = null;
    waits.values().forEach(waiting -> waiting.forEach(wait -> later(wait.done(), false)));
    waits.clear();
    repeatConfirmation();
    unasked.forEach(done -> later(done, false));
    unasked.clear();
  }

  private void later(Consumer<Boolean> done, boolean isSafe) {
    replica.afterwards().add(() -> done.accept(isSafe));
  }

  /** One who waits until a version is safe. */
  private record Wait(long version, Consumer<Boolean> done) {}

  /**
   * A question to all followers.
   *
   * @param missing who has not answered
   */
  private record Confirmation(List<Consumer<Boolean>> waiting, Set<NodeId> missing) {}

  /**
   * A tenure that is being told to all members of a view.
   *
   * @param writers who is in the write set and does not know yet
   * @param others who else does not
   */
  private record Announcement(Tenure tenure, long view, Set<NodeId> writers, Set<NodeId> others) {

    /** Who is to be told now. */
    Set<NodeId> missing() {
      return writers.isEmpty() ? others : writers;
    }

    boolean fits(View now, List<NodeId> wanted) {
      return view == now.version() && tenure.writeSet().equals(wanted);
    }
  }
}
