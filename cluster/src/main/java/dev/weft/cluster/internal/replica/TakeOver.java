package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of this node to own a partition: the promise of every member of the view, then the
 * entries from one of the newest write set. Begins anew when the view changes, or another node
 * holds a promise of a higher epoch; ends when the table of partitions names another node.
 *
 * <p>Guarded by the {@link Replica}.
 */
final class TakeOver {

  private static final Duration RETRY = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int IDS_AT_A_TIME = 1024;
  private static final byte[] NOTHING = {};

  private final Replica replica;
  private final Node node;
  private Round round;
  private long highest;

  TakeOver(Replica replica) {
    this.replica = replica;
    this.node = replica.node();
    this.round = new Round(Epoch.NONE, View.none());
  }

  void start() {
    View view = node.view();
    if (!node.self().equals(node.table().ownerOf(replica.partition()))
        || !view.contains(node.self())) {
      replica.giveUp();
      return;
    }
    highest = Math.max(highest, replica.promised().number()) + 1;
    Round next = new Round(new Epoch(highest, node.self()), view);
    round = next;
    NodeId owner = replica.knownTenure().owner();
    if (next.missing.contains(owner)) {
      ask(next, owner);
    } else {
      askAll(next);
    }
  }

  /**
   * The owner is asked before the rest, since it may be busy: once its followers have promised, and
   * this node may be one, it cannot keep what its calls do any more.
   */
  private void askAll(Round asked) {
    if (!replica.promise(asked.epoch)) {
      highest = Math.max(highest, replica.promised().number());
      startLater(RETRY);
      return;
    }
    asked.isForAll = true;
    if (asked.best.compareTo(replica.knownTenure()) < 0) {
      asked.best = replica.knownTenure();
    }
    if (replica.holds()) {
      asked.holders.put(node.self(), List.of());
    }
    if (asked.missing.isEmpty()) {
      read(asked);
    }
    asked.missing.forEach(other -> ask(asked, other));
  }

  /** The view or the table has changed, perhaps. */
  void review() {
    if (round.view.version() != node.view().version()
        || !node.self().equals(node.table().ownerOf(replica.partition()))) {
      start();
    }
  }

  private void ask(Round asked, NodeId other) {
    ReplicaMessage message =
        new ReplicaMessage.Prepare(replica.partition(), asked.epoch, asked.view.version());
    replica
        .afterwards()
        .add(() -> node.ask(other, message, answer -> prepared(asked, other, answer)));
  }

  private void prepared(Round asked, NodeId other, @Nullable ReplicaAnswer answer) {
    synchronized (replica) {
      if (isCurrent(asked) && asked.missing.contains(other)) {
        if (answer instanceof ReplicaAnswer.Promised promised) {
          promised(asked, other, promised);
        } else if (answer instanceof ReplicaAnswer.Refused refused) {
          highest = Math.max(highest, refused.promised().number());
          startLater(RETRY);
        } else if (answer instanceof ReplicaAnswer.OtherView otherView) {
          replica.afterwards().add(() -> node.behind(other, otherView.version()));
          askLater(asked, other, RETRY);
        } else if (answer instanceof ReplicaAnswer.Busy) {
          replica.afterwards().add(() -> node.tenant().busy(replica.partition(), other));
          askLater(asked, other, PATIENCE);
        } else {
          askLater(asked, other, RETRY);
        }
      }
    }
    replica.afterwards().run();
  }

  private void promised(Round asked, NodeId other, ReplicaAnswer.Promised promised) {
    asked.missing.remove(other);
    if (asked.best.compareTo(promised.tenure()) < 0) {
      asked.best = promised.tenure();
    }
    if (promised.holds()) {
      asked.holders.put(other, promised.ids());
      asked.tenures.put(other, promised.tenure());
    }
    if (!asked.isForAll) {
      askAll(asked);
    } else if (asked.missing.isEmpty()) {
      read(asked);
    }
  }

  /** All have promised: takes the entries from the owner of the newest tenure, or a follower. */
  private void read(Round asked) {
    Tenure best = asked.best;
    List<NodeId> sources = new ArrayList<>();
    for (NodeId holder : asked.holders.keySet()) {
      boolean isSelf = holder.equals(node.self());
      Tenure held =
          isSelf ? replica.knownTenure() : asked.tenures.getOrDefault(holder, Tenure.NONE);
      if (best.includes(holder) && held.epoch().equals(best.epoch())) {
        sources.add(holder);
      }
    }
    if (sources.isEmpty()) {
      if (best.compareTo(Tenure.NONE) > 0) {
        List<String> gone = best.writeSet().stream().map(node::describe).toList();
        replica.afterwards().add(() -> node.tenant().lost(replica.partition(), gone));
        asked.read.put(LossNote.ID, LossNote.of(gone));
      }
      replica.own(asked.epoch, asked.read);
      return;
    }
    NodeId source = sources.contains(best.owner()) ? best.owner() : sources.get(0);
    if (source.equals(node.self())) {
      replica.own(asked.epoch, replica.held());
      return;
    }
    Failpoint.BEFORE_FETCH.pass();
    asked.source = source;
    asked.unread.addAll(asked.holders.getOrDefault(source, List.of()));
    fetch(asked);
  }

  private void fetch(Round asked) {
    if (asked.unread.isEmpty()) {
      Failpoint.AFTER_FETCH.pass();
      replica.own(asked.epoch, asked.read);
      return;
    }
    List<UUID> ids = asked.unread.stream().limit(IDS_AT_A_TIME).toList();
    NodeId source = asked.source;
    ReplicaMessage message =
        new ReplicaMessage.Fetch(replica.partition(), asked.epoch, ids, asked.stateRead);
    replica.afterwards().add(() -> node.ask(source, message, answer -> fetched(asked, answer)));
  }

  private void fetched(Round asked, @Nullable ReplicaAnswer answer) {
    synchronized (replica) {
      if (isCurrent(asked)) {
        if (answer instanceof ReplicaAnswer.Entries entries) {
          for (Change whole : entries.entries()) {
            asked.read.put(whole.id(), new Entry(whole));
          }
          for (int i = 0; i < Math.max(1, entries.done()); i++) {
            asked.unread.poll();
          }
          asked.forgetPart();
          fetch(asked);
        } else if (answer instanceof ReplicaAnswer.Part part && asked.fits(part)) {
          asked.take(part);
          fetch(asked);
        } else if (answer == null) {
          fetchLater(asked); // what has been read stays; if the source is gone, the view says so
        } else {
          startLater(RETRY);
        }
      }
    }
    replica.afterwards().run();
  }

  private void fetchLater(Round asked) {
    node.clock()
        .after(
            RETRY,
            () -> {
              synchronized (replica) {
                if (isCurrent(asked)) {
                  fetch(asked);
                }
              }
              replica.afterwards().run();
            });
  }

  private boolean isCurrent(Round asked) {
    return round == asked && replica.isTakingOver(this);
  }

  private void askLater(Round asked, NodeId other, Duration delay) {
    node.clock()
        .after(
            delay,
            () -> {
              synchronized (replica) {
                if (isCurrent(asked)) {
                  ask(asked, other);
                }
              }
              replica.afterwards().run();
            });
  }

  /** Two nodes that want it at once do not disturb each other for ever: the delays differ. */
  private void startLater(Duration delay) {
    Round failed = round;
    round = new Round(Epoch.NONE, round.view);
    Round pause = round;
    long spread = Math.floorMod(node.self().hashCode() ^ failed.epoch.hashCode(), 16) * 2L;
    node.clock()
        .after(
            delay.plusMillis(spread),
            () -> {
              synchronized (replica) {
                if (isCurrent(pause)) {
                  start();
                }
              }
              replica.afterwards().run();
            });
  }

  /** One attempt, under one epoch and in one view. */
  private final class Round {

    private final Epoch epoch;
    private final View view;
    private final Set<NodeId> missing;
    private final Map<NodeId, Collection<UUID>> holders = new HashMap<>();
    private final Map<NodeId, Tenure> tenures = new HashMap<>();
    private final Deque<UUID> unread = new ArrayDeque<>();
    private final Map<UUID, Entry> read = new HashMap<>();
    private Tenure best = Tenure.NONE;

    /** Whether all members are asked; before, it is the owner alone. */
    private boolean isForAll;

    /** The state that is being read in parts. */
    private byte[] state = NOTHING;

    private long stateVersion;
    private int stateRead;
    private NodeId source;

    Round(Epoch epoch, View view) {
      this.epoch = epoch;
      this.view = view;
      this.source = node.self();
      missing = new HashSet<>(view.members());
      missing.remove(node.self());
    }

    /** Whether a part is the one that comes next. */
    boolean fits(ReplicaAnswer.Part part) {
      boolean isNext = part.offset() == stateRead && part.rest().id().equals(unread.peek());
      boolean isSame =
          stateRead == 0 || (part.rest().version() == stateVersion && part.total() == state.length);
      boolean isInside =
          part.total() <= Piece.LARGEST
              && part.bytes().length > 0
              && part.bytes().length <= part.total() - part.offset();
      return isNext && isSame && isInside;
    }

    void take(ReplicaAnswer.Part part) {
      if (stateRead == 0) {
        state = new byte[part.total()];
        stateVersion = part.rest().version();
      }
      System.arraycopy(part.bytes(), 0, state, stateRead, part.bytes().length);
      stateRead += part.bytes().length;
      if (stateRead == state.length) {
        read.put(part.rest().id(), new Entry(part.rest().withState(state)));
        unread.poll();
        forgetPart();
      }
    }

    void forgetPart() {
      state = NOTHING;
      stateRead = 0;
    }
  }
}
