package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of one node, and its part in those of others.
 *
 * <p>What should be is looked at again every {@value #REVIEW_MILLIS} ms, and whenever the view
 * changes; after that more often for a while, since the table of partitions follows it.
 */
public final class Replicas implements Receiver {

  private static final Logger log = LoggerFactory.getLogger(Replicas.class);

  private static final int REVIEW_MILLIS = 200;
  private static final int SWEEP_EVERY = 25;
  private static final int PIECE_BYTES = 1 << 20;
  private static final byte[] NOTHING = {};
  private static final Duration HASTE = Duration.ofMillis(20);
  private static final int HASTY_REVIEWS = 50;

  private final Supplier<NodeId> self;
  private final Supplier<View> view;
  private final BiConsumer<NodeId, Long> behind;
  private final PartitionTable table;
  private final Link link;
  private final Clock clock;
  private final Tenant tenant;
  private final Function<NodeId, String> describer;
  private final Node node = new ThisNode();
  private final Map<Integer, Replica> replicas = new ConcurrentHashMap<>();
  private final Map<NodeId, Outbox<Push>> outboxes = new ConcurrentHashMap<>();
  private final Map<NodeId, Transfers> transfers = new ConcurrentHashMap<>();
  private final Assemblies assemblies = new Assemblies();
  private final AtomicLong transferIds = new AtomicLong();
  private final int pieceBytes;
  private final BackupWatch backups = new BackupWatch();
  private int reviews;

  /**
   * @param self this node's id; another one after a merge
   * @param view the agreed set of members
   * @param behind is told of a node that has shown a later view
   * @param describer names a node for people
   */
  public Replicas(
      Supplier<NodeId> self,
      Supplier<View> view,
      BiConsumer<NodeId, Long> behind,
      PartitionTable table,
      Link link,
      Clock clock,
      Tenant tenant,
      Function<NodeId, String> describer) {
    this(self, view, behind, table, link, clock, tenant, describer, PIECE_BYTES);
  }

  /**
   * @param pieceBytes how large a state may be that goes in one message
   */
  Replicas(
      Supplier<NodeId> self,
      Supplier<View> view,
      BiConsumer<NodeId, Long> behind,
      PartitionTable table,
      Link link,
      Clock clock,
      Tenant tenant,
      Function<NodeId, String> describer,
      int pieceBytes) {
    this.pieceBytes = pieceBytes;
    this.self = self;
    this.view = view;
    this.behind = behind;
    this.table = table;
    this.link = link;
    this.clock = clock;
    this.tenant = tenant;
    this.describer = describer;
  }

  /** Begins to look after partitions. */
  public void start() {
    clock.after(Duration.ofMillis(REVIEW_MILLIS), this::tick);
  }

  /** Whether this node owns a partition and every node of the view's choice follows it. */
  boolean isInSync(int partition) {
    Replica replica = replicas.get(partition);
    return replica != null && replica.isInSync();
  }

  /** All of an entry, if this node owns its partition and there is such an entry. */
  public @Nullable Change find(int partition, UUID id) {
    Replica replica = replicas.get(partition);
    return replica == null ? null : replica.find(id);
  }

  /** Whether some node owns a partition, or has owned it, as far as this one knows. */
  public boolean isInUse(int partition) {
    Replica replica = replicas.get(partition);
    return replica != null && replica.isInUse();
  }

  /**
   * The heads of all entries of a partition, those of the dead left out; null if this node does not
   * own it.
   */
  public @Nullable List<byte[]> heads(int partition) {
    Replica replica = replicas.get(partition);
    return replica == null ? null : replica.heads();
  }

  /** How many entries this node holds, as owner or follower. */
  public int size() {
    return replicas.values().stream().mapToInt(Replica::size).sum();
  }

  /** How many entries are in partitions that this node owns, those of the dead not counted. */
  public int owned() {
    return replicas.values().stream().mapToInt(Replica::owned).sum();
  }

  /** Makes this node the owner of a partition that the table gives to it; the tenant is told. */
  public void open(int partition) {
    replica(partition).takeOver();
  }

  /**
   * Adds a version to an entry of a partition that this node owns.
   *
   * @param term the ownership in which the version was made
   * @param done gets true once another node has it too, if there is one; false if another node owns
   *     the partition, so that nobody knows whether it has. On any thread
   */
  public void commit(int partition, long term, Change change, Consumer<Boolean> done) {
    replica(partition).commit(term, change, done);
  }

  /**
   * Has it confirmed that this node owns a partition at a moment after this call, so that what it
   * holds is not of the past.
   */
  public void confirm(int partition, long term, Consumer<Boolean> done) {
    replica(partition).confirm(term, done);
  }

  /** Why entries are gone that were in a partition, if this node owns it and knows of any. */
  public @Nullable String lossIn(int partition) {
    Change note = find(partition, LossNote.ID);
    return note == null ? null : LossNote.read(note);
  }

  /** Looks at everything again: the view or the table of partitions has changed. */
  public void review() {
    for (Replica replica : replicas.values()) {
      review(replica);
    }
    View now = view.get();
    if (backups.begins(now, clock.nanoTime())) {
      hasten(now, HASTY_REVIEWS);
    }
    backups.look(clock.nanoTime(), this::isAllKept, tenant);
  }

  private void hasten(View begun, int left) {
    clock.after(
        HASTE,
        () -> {
          if (left > 0 && !backups.isOver(begun)) {
            review();
            hasten(begun, left - 1);
          }
        });
  }

  /** Whether all partitions that this node knows of have an owner, and its own are followed. */
  private boolean isAllKept() {
    View now = view.get();
    NodeId own = self.get();
    for (Replica replica : replicas.values()) {
      NodeId owner = replica.isInUse() ? table.ownerOf(replica.partition()) : own;
      boolean isOwn = own.equals(owner) || replica.isOpen();
      if (owner == null
          || !now.contains(owner)
          || (replica.isInUse() && isOwn && !replica.isInSync())) {
        return false;
      }
    }
    return now.contains(own);
  }

  /** A node has left. */
  public void left(NodeId gone) {
    outboxes.remove(gone);
    transfers.remove(gone);
    assemblies.left(gone);
    replicas.values().forEach(replica -> replica.forgetCallers(gone));
  }

  /** Drops the entries of groups that have ended. */
  public void sweep() {
    replicas.values().forEach(replica -> replica.sweep(tenant));
    assemblies.sweep(clock.nanoTime());
  }

  /** The node begins anew, with nothing. */
  public void reset() {
    replicas.values().forEach(Replica::reset);
    replicas.clear();
    outboxes.clear();
    transfers.clear();
    assemblies.clear();
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    int kind = in.getByte();
    if (kind == ReplicaMessage.PUSH) {
      take(from, Push.readAll(in), reply);
      return;
    }
    if (kind == ReplicaMessage.PIECE) {
      assemblies.take(from, Piece.read(in), clock.nanoTime());
      reply.send(NOTHING);
      return;
    }
    ReplicaMessage request = ReplicaMessage.read(kind, in);
    requirePartition(request.partition());
    Replica replica = replica(request.partition());
    if (request instanceof ReplicaMessage.Prepare prepare) {
      if (isOtherView(from, prepare.view(), reply)) {
        return;
      }
      replica.prepare(prepare.epoch(), answer -> reply.send(answer.toBytes()));
    } else if (request instanceof ReplicaMessage.Announce announce) {
      if (isOtherView(from, announce.view(), reply)) {
        return;
      }
      reply.send(replica.note(announce.tenure()).toBytes());
    } else if (request instanceof ReplicaMessage.Fetch fetch) {
      reply.send(replica.fetch(fetch.epoch(), fetch.ids(), fetch.offset()).toBytes());
    }
  }

  private void take(NodeId from, List<Push> batch, Reply reply) {
    List<Push.Answer> answers = new ArrayList<>(batch.size());
    for (Push push : batch) {
      requirePartition(push.partition());
      Replica replica = replica(push.partition());
      answers.add(
          replica.take(
              push.transfer() == 0
                  ? push
                  : push.completed(assemblies.finish(from, push.transfer()))));
      replica.afterwards().run();
    }
    Failpoint.BEFORE_ACKNOWLEDGEMENT.pass();
    reply.send(Push.writeAnswers(answers));
    Failpoint.AFTER_ACKNOWLEDGEMENT.pass();
  }

  /** Who asks in another view is told so, and whoever is behind catches up. */
  private boolean isOtherView(NodeId from, long theirs, Reply reply) {
    long own = view.get().version();
    if (theirs == own) {
      return false;
    }
    if (theirs > own) {
      behind.accept(from, theirs);
    }
    reply.send(new ReplicaAnswer.OtherView(own).toBytes());
    return true;
  }

  private void requirePartition(int partition) {
    if (partition < 0 || partition >= table.count()) {
      throw new IllegalArgumentException("There is no partition " + partition + ".");
    }
  }

  private void tick() {
    try {
      review();
      if (++reviews % SWEEP_EVERY == 0) {
        sweep();
      }
    } catch (RuntimeException e) {
      log.warn("The partitions could not be looked at; that is tried again.", e);
    } finally {
      clock.after(Duration.ofMillis(REVIEW_MILLIS), this::tick);
    }
  }

  private void review(Replica replica) {
    replica.review();
    if (replica.isInUse()
        && !replica.isOpen()
        && self.get().equals(table.ownerOf(replica.partition()))) {
      replica.takeOver();
    }
  }

  private Replica replica(int partition) {
    return replicas.computeIfAbsent(partition, p -> new Replica(p, node));
  }

  private Outbox<Push> outbox(NodeId target) {
    return outboxes.computeIfAbsent(
        target,
        to ->
            new Outbox<>(
                link,
                to,
                Push::writeAll,
                Push::size,
                (batch, answer) -> tenant.together(() -> Push.answer(batch, answer)),
                (batch, failure) -> Push.unanswered(batch)));
  }

  private Transfers transfers(NodeId target) {
    return transfers.computeIfAbsent(
        target,
        to ->
            new Transfers(
                link, to, pieceBytes, transferIds::incrementAndGet, push -> outbox(to).add(push)));
  }

  /** What replicas see of all this. */
  private final class ThisNode implements Node {

    @Override
    public NodeId self() {
      return self.get();
    }

    @Override
    public View view() {
      return view.get();
    }

    @Override
    public void behind(NodeId peer, long version) {
      behind.accept(peer, version);
    }

    @Override
    public PartitionTable table() {
      return table;
    }

    @Override
    public Tenant tenant() {
      return tenant;
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public int pieceBytes() {
      return pieceBytes;
    }

    @Override
    public void push(NodeId target, Push push) {
      if (push.state().length > pieceBytes) {
        transfers(target).add(push);
      } else {
        outbox(target).add(push);
      }
    }

    @Override
    public void ask(
        NodeId target, ReplicaMessage message, Consumer<@Nullable ReplicaAnswer> onAnswer) {
      link.send(
          target,
          message.toBytes(),
          (answer, failure) -> onAnswer.accept(failure == null ? read(answer) : null));
    }

    private @Nullable ReplicaAnswer read(byte @Nullable [] answer) {
      try {
        return ReplicaAnswer.read(Objects.requireNonNull(answer));
      } catch (RuntimeException e) {
        log.warn("An answer about replicas could not be read.", e);
        return null;
      }
    }

    @Override
    public String describe(NodeId other) {
      return describer.apply(other);
    }
  }
}
