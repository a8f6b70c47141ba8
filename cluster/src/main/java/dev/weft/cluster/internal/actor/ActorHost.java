package dev.weft.cluster.internal.actor;

import dev.weft.NamedActor;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.replica.Replicas;
import dev.weft.cluster.internal.replica.Tenant;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The actors that live on this node, by partition, and the requests for those that are about to.
 *
 * <p>A request for a partition that this node should own, and does not yet, makes it take the
 * partition over, and is held meanwhile. When another node takes one over from here, calls that run
 * may end, for {@value #DRAIN_MILLIS} ms; if one has run for longer already, it comes again later.
 */
public final class ActorHost implements Receiver, Tenant {

  private static final Logger log = LoggerFactory.getLogger(ActorHost.class);

  private static final byte[] TAKEN = {};
  private static final int DRAIN_MILLIS = 2_000;
  private static final int LONG_MILLIS = 1_000;
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration LOOK_FOR_IDLE = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_CYCLES = Duration.ofMillis(250);
  private static final Duration LOOK_AT_HELD = Duration.ofMillis(50);

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final Replicas replicas;
  private final boolean mayMove;
  private final BooleanSupplier isCutOff;
  private final BooleanSupplier isAdmitted;
  private final Consumer<NodeId> missing;
  private final Clock clock;
  private final RunQueue turns;
  private final AnswerLanes answers;
  private final CycleSearch cycles;
  private final DeathNotes deaths = new DeathNotes();
  private final Set<UUID> endedJobs = ConcurrentHashMap.newKeySet();
  private final Map<Integer, OwnedPartition> open = new ConcurrentHashMap<>();
  private final Map<Integer, List<Held>> held = new ConcurrentHashMap<>();

  /** Partitions that this node is to own, with those that keep them until a long call has ended. */
  private final Map<Integer, NodeId> kept = new ConcurrentHashMap<>();

  private volatile boolean isLeaving;

  /**
   * @param mayMove whether actors may ever live on another node
   * @param isCutOff whether this node is with a minority of the members
   * @param isAdmitted whether it is one of the agreed members; if not, it is about to be
   * @param missing is told of nodes that have actors here and are not seen: they may be gone
   * @param replicas makes the replicas, of which this is the tenant
   */
  public ActorHost(
      Transport transport,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      boolean mayMove,
      BooleanSupplier isCutOff,
      BooleanSupplier isAdmitted,
      Consumer<NodeId> missing,
      Clock clock,
      Function<Tenant, Replicas> replicas) {
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
    this.mayMove = mayMove;
    this.isCutOff = isCutOff;
    this.isAdmitted = isAdmitted;
    this.missing = missing;
    this.clock = clock;
    this.turns = new RunQueue(pool, clock, Math.max(2, Runtime.getRuntime().availableProcessors()));
    this.answers = new AnswerLanes(transport, clock);
    pool.whenHungry(turns::waits);
    this.replicas = replicas.apply(this);
    this.cycles = new CycleSearch(transport);
    clock.after(LOOK_FOR_IDLE, this::lookForIdle);
    clock.after(LOOK_FOR_CYCLES, this::lookForCycles);
  }

  /** The replicas of which this is the tenant. */
  public Replicas replicas() {
    return replicas;
  }

  /** How many actors live here: awake, asleep, or being built. */
  public int count() {
    int unborn = 0;
    for (OwnedPartition owned : open.values()) {
      unborn += (int) owned.cells().stream().filter(ActorCell::isUnborn).count();
    }
    return replicas.owned() + unborn;
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    receive(from, ActorRequest.read(message), reply);
  }

  /** Takes a batch of requests, each of which is answered by itself. */
  public void receiveBatch(NodeId from, byte[] message, Reply reply) {
    List<RequestBatch.Item> batch = RequestBatch.read(message);
    reply.send(TAKEN);
    answers.together(
        () -> {
          for (RequestBatch.Item item : batch) {
            receive(from, item.request(), answers.reply(from, item.exchange(), item.attempt()));
          }
        });
  }

  /** Takes a request; what goes wrong with it is told to its sender. */
  @SuppressWarnings("CatchingUnchecked") // whoever sent it waits for an answer
  void receive(NodeId from, ActorRequest request, Reply reply) {
    try {
      if (request instanceof ActorRequest.Names names) {
        pool.execute(() -> answer(names, reply));
      } else {
        receive(new Held(from, request, reply));
      }
    } catch (Throwable e) {
      log.warn("A request of node {} to an actor failed.", from, e);
      reply.fail("The request failed: " + e);
    }
  }

  @Override
  public void together(Runnable action) {
    answers.together(action);
  }

  @SuppressWarnings("CatchingUnchecked") // whoever sent it waits for an answer
  private void answer(ActorRequest.Names names, Reply reply) {
    try {
      reply.send(list(names.namespace()).toBytes());
    } catch (Throwable e) {
      log.warn("The actors of namespace {} could not be listed.", names.namespace(), e);
      reply.fail("The list failed: " + e);
    }
  }

  private ActorAnswer list(String namespace) {
    if (isCutOff.getAsBoolean()) {
      return ActorAnswer.unavailable();
    }
    BitSet inUse = new BitSet();
    BitSet owned = new BitSet();
    List<NamedActor> actors = new ArrayList<>();
    for (int partition = 0; partition < transport.partitions(); partition++) {
      inUse.set(partition, replicas.isInUse(partition));
      List<byte[]> heads = replicas.heads(partition);
      if (heads != null) {
        owned.set(partition);
        heads.stream().map(ActorHead::read).forEach(head -> addNamed(head, namespace, actors));
      }
    }
    return ActorAnswer.names(new ActorListing(inUse, owned, actors).toBytes(namespace));
  }

  private void addNamed(ActorHead head, String namespace, List<NamedActor> actors) {
    String name = head.terms().name();
    if (name != null && head.terms().namespace().equals(namespace) && !isOver(head.job().uuid())) {
      actors.add(new NamedActor(name, namespace, head.address().type()));
    }
  }

  private void receive(Held request) {
    if (isCutOff.getAsBoolean()) {
      request.reply().send(ActorAnswer.unavailable().toBytes());
      return;
    }
    int partition = transport.partitionOf(request.request().actor());
    OwnedPartition owned = open.get(partition);
    if (owned != null && request.request() instanceof ActorRequest.Trace trace) {
      trace(owned, request.from(), trace, request.reply());
      return;
    }
    if (owned != null && owned.receive(request.from(), request.request(), request.reply())) {
      return;
    }
    if (!isAdmitted.getAsBoolean() || !transport.self().equals(transport.ownerOf(partition))) {
      request.reply().send(ActorAnswer.again().toBytes());
    } else {
      NodeId keeper = kept.get(partition);
      if (keeper == null) {
        hold(partition, request);
      } else {
        request.reply().send(ActorAnswer.again(keeper).toBytes());
      }
    }
  }

  /** A question about a call: its actor need not be woken, since it comes again. */
  private void trace(OwnedPartition owned, NodeId from, ActorRequest.Trace trace, Reply reply) {
    ActorCell cell = owned.awake(trace.actor(), trace.incarnation());
    if (cell == null) {
      reply.send(ActorAnswer.none().toBytes());
    } else {
      cycles.receive(cell, from, trace, reply);
    }
  }

  private void hold(int partition, Held request) {
    boolean[] isFirst = {false};
    held.compute(
        partition,
        (p, waiting) -> {
          List<Held> more = waiting == null ? new ArrayList<>() : waiting;
          isFirst[0] = waiting == null;
          more.add(request);
          return more;
        });
    if (isFirst[0]) {
      replicas.open(partition);
      clock.after(LOOK_AT_HELD, () -> lookAtHeld(partition));
    }
    if (open.containsKey(partition)) {
      release(partition); // it was opened meanwhile
    }
  }

  private void lookAtHeld(int partition) {
    if (!held.containsKey(partition)) {
      return;
    }
    if (isCutOff.getAsBoolean()
        || !isAdmitted.getAsBoolean()
        || open.containsKey(partition)
        || !transport.self().equals(transport.ownerOf(partition))) {
      release(partition);
    } else {
      replicas.open(partition);
      clock.after(LOOK_AT_HELD, () -> lookAtHeld(partition));
    }
  }

  private void release(int partition) {
    List<Held> waiting = held.remove(partition);
    if (waiting != null) {
      waiting.forEach(this::receive);
    }
  }

  private void lookForIdle() {
    try {
      open.values().forEach(owned -> owned.sleep(System.nanoTime()));
    } finally {
      clock.after(LOOK_FOR_IDLE, this::lookForIdle);
    }
  }

  private void lookForCycles() {
    try {
      open.values().forEach(owned -> cycles.look(owned.cells()));
    } finally {
      clock.after(LOOK_FOR_CYCLES, this::lookForCycles);
    }
  }

  /** How many actors have an instance here, or calls that wait. */
  public int awake() {
    return open.values().stream().mapToInt(owned -> owned.cells().size()).sum();
  }

  /** Ends the actors of a job. */
  public void end(Job job) {
    endedJobs.add(job.id().uuid());
    open.values().forEach(owned -> owned.end(job.id()));
    replicas.sweep();
  }

  /** A node is gone: no actor hears from it again, and those of its job have ended. */
  public void gone(NodeId node) {
    endedJobs.add(node.uuid());
    replicas.left(node);
    answers.left(node);
    open.values().forEach(owned -> owned.cells().forEach(cell -> cell.callerLeft(node)));
    replicas.sweep();
  }

  /** From now on calls that take long are not waited for when their actors move. */
  public void leave() {
    isLeaving = true;
  }

  // ---- what happens to partitions -----------------------------------------------------------

  @Override
  public void busy(int partition, NodeId owner) {
    if (kept.put(partition, owner) == null) {
      clock.after(LOOK_AT_HELD, () -> kept.remove(partition));
    }
    release(partition);
  }

  @Override
  public void opened(int partition, long term) {
    kept.remove(partition);
    open.put(
        partition,
        new OwnedPartition(
            partition, term, mayMove, replicas, jobs, objects, pool, turns, deaths, clock));
    release(partition);
  }

  @Override
  public void closed(int partition) {
    OwnedPartition owned = open.remove(partition);
    if (owned != null) {
      owned.close();
    }
    release(partition);
  }

  @Override
  public void freeze(int partition, Consumer<Boolean> idle) {
    OwnedPartition owned = open.get(partition);
    if (owned == null) {
      idle.accept(true);
      return;
    }
    long longNanos = Duration.ofMillis(LONG_MILLIS).toNanos();
    if (!isLeaving && owned.cells().stream().anyMatch(cell -> cell.isRunningFor(longNanos))) {
      idle.accept(false);
      return;
    }
    owned.freeze();
    drain(owned, clock.nanoTime() + Duration.ofMillis(DRAIN_MILLIS).toNanos(), idle);
  }

  private void drain(OwnedPartition owned, long deadline, Consumer<Boolean> idle) {
    boolean isOver = clock.nanoTime() > deadline;
    boolean isIdle = true;
    boolean isParked = false;
    for (ActorCell cell : owned.cells()) {
      isIdle &= cell.isIdle();
      isParked |= cell.hasParked();
    }
    if (isIdle && (!isParked || isOver)) {
      idle.accept(true);
    } else if (!isOver) {
      clock.after(LOOK, () -> drain(owned, deadline, idle));
    } else if (isLeaving) {
      idle.accept(true); // what runs is lost with this node, and runs again elsewhere
    } else {
      owned.unfreeze();
      idle.accept(false);
    }
  }

  @Override
  public void lost(int partition, List<String> holders) {
    log.error(
        "The actors of partition {} are lost: all members that had their state are gone, {}.",
        partition,
        String.join(", ", holders));
  }

  @Override
  public void kept(View view, Duration took) {
    int members = view.members().size();
    int actors = replicas.owned();
    log.atLevel(actors == 0 ? Level.DEBUG : Level.INFO)
        .log(
            members == 1
                ? "View {} of {} member: all {} actors are kept here only, {} ms after it began."
                : "View {} of {} members: all {} actors here have a backup, {} ms after it began.",
            view.version(),
            members,
            actors,
            took.toMillis());
  }

  /** The driver may have gone before this node came, which has not been told then. */
  @Override
  public boolean isOver(UUID group) {
    if (new JobId(group).isDetached()) {
      return false; // it ends with its only actor
    }
    NodeId driver = new NodeId(group);
    if (!endedJobs.contains(group) && !transport.isMember(driver)) {
      missing.accept(driver);
    }
    return endedJobs.contains(group);
  }

  /** A request whose partition is not open here yet. */
  private record Held(NodeId from, ActorRequest request, Reply reply) {}
}
