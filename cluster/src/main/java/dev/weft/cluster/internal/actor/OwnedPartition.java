package dev.weft.cluster.internal.actor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.replica.Replicas;
import dev.weft.cluster.internal.replica.Session;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The actors of one partition while this node owns it. Those that are not needed have no cell. */
final class OwnedPartition implements Keeper {

  private final int partition;
  private final long term;
  private final boolean isNeeded;
  private final Replicas replicas;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final RunQueue turns;
  private final DeathNotes deaths;
  private final Clock clock;

  @GuardedBy("this")
  private final Map<UUID, ActorCell> cells = new HashMap<>();

  @GuardedBy("this")
  private boolean isFrozen;

  @GuardedBy("this")
  private boolean isClosed;

  /**
   * @param term the ownership that this belongs to
   * @param isNeeded whether another node may ever own the partition
   */
  OwnedPartition(
      int partition,
      long term,
      boolean isNeeded,
      Replicas replicas,
      Jobs jobs,
      ObjectTable objects,
      WorkerPool pool,
      RunQueue turns,
      DeathNotes deaths,
      Clock clock) {
    this.partition = partition;
    this.term = term;
    this.isNeeded = isNeeded;
    this.replicas = replicas;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
    this.turns = turns;
    this.deaths = deaths;
    this.clock = clock;
  }

  @Override
  public boolean isNeeded() {
    return isNeeded;
  }

  @Override
  public void commit(Change change, Consumer<Boolean> done) {
    replicas.commit(partition, term, change, done);
  }

  @Override
  public void confirm(Consumer<Boolean> done) {
    replicas.confirm(partition, term, done);
  }

  @Override
  public void run(Runnable turn) {
    turns.add(turn);
  }

  @Override
  public void after(Duration delay, Runnable action) {
    clock.after(delay, action);
  }

  /** Deals with a request; returns false if another node owns the partition. */
  synchronized boolean receive(NodeId from, ActorRequest request, Reply reply) {
    if (isClosed) {
      return false;
    }
    if (request instanceof ActorRequest.Call call) {
      call(new CallerKey(from, call.channel()), call, reply);
    } else if (request instanceof ActorRequest.Create create) {
      create(create, reply);
    } else if (request instanceof ActorRequest.Kill kill) {
      kill(kill, reply);
    } else if (request instanceof ActorRequest.Find find) {
      find(find, reply);
    } else {
      reply.fail("No partition deals with a request of kind " + request.kind() + ".");
    }
    return true;
  }

  /** The cell of an actor that is awake; null if there is none. */
  synchronized @Nullable ActorCell awake(UUID actor, UUID incarnation) {
    ActorCell cell = cells.get(actor);
    return cell != null && cell.address().incarnation().equals(incarnation) ? cell : null;
  }

  @GuardedBy("this")
  private void call(CallerKey caller, ActorRequest.Call call, Reply reply) {
    ActorCell cell = cell(call.actor());
    if (cell != null && cell.address().incarnation().equals(call.incarnation())) {
      cell.offer(new IncomingCall(caller, call, reply));
      return;
    }
    byte[] kept = keptAnswer(caller, call);
    byte[] answer = kept != null ? kept : deathOf(call.incarnation()).answer().toBytes();
    confirm(isOwner -> reply.send(isOwner ? answer : ActorAnswer.again().toBytes()));
  }

  /** Why an actor is dead that is not here. */
  private Death deathOf(UUID incarnation) {
    Death known = deaths.find(incarnation);
    String lost = known == null ? replicas.lossIn(partition) : null;
    return lost == null
        ? deaths.of(incarnation)
        : Death.of("all members that had its state are gone, " + lost);
  }

  /** The answer of a call that an actor has run before it ended by itself. */
  @GuardedBy("this")
  private byte @Nullable [] keptAnswer(CallerKey caller, ActorRequest.Call call) {
    Change entry = replicas.find(partition, call.actor());
    byte[] head = entry == null ? null : entry.head();
    if (entry == null
        || head == null
        || !ActorHead.read(head).address().incarnation().equals(call.incarnation())) {
      return null;
    }
    Session session = entry.sessions().get(caller);
    return session == null ? null : session.answers().get(call.sequence());
  }

  @GuardedBy("this")
  private void create(ActorRequest.Create create, Reply reply) {
    ActorCell cell = cell(create.actor());
    if (cell == null) {
      Death death = deaths.find(create.incarnation());
      if (death != null) {
        // killed before it was here, or asked for again after its constructor failed
        reply.send(death.answer().toBytes());
        return;
      }
      Change old = replicas.find(partition, create.actor());
      ActorHead head = ActorHead.of(create);
      cell =
          ActorCell.create(
              head,
              create,
              old == null ? 0 : old.version(),
              body(head, null),
              this,
              pool,
              this::forget);
      add(cell);
    }
    objects.births().arrived(create.address());
    cell.whenCreated(create.incarnation(), reply);
  }

  @GuardedBy("this")
  private void find(ActorRequest.Find find, Reply reply) {
    ActorCell cell = cell(find.actor());
    if (cell != null) {
      cell.whenCreated(find.request(), reply);
    } else {
      confirm(
          isOwner -> reply.send((isOwner ? ActorAnswer.none() : ActorAnswer.again()).toBytes()));
    }
  }

  @GuardedBy("this")
  private void kill(ActorRequest.Kill kill, Reply reply) {
    ActorCell cell = cell(kill.actor());
    Death death = Death.of("it was killed");
    byte[] killed = ActorAnswer.none().toBytes();
    if (cell != null && cell.address().incarnation().equals(kill.incarnation())) {
      UUID request = kill.restart();
      if (request != null && request.equals(cell.head().restart())) {
        cell.whenCreated(request, reply); // it has come once more
        return;
      }
      if (request != null && cell.head().mayRestart()) {
        restart(cell, request).whenCreated(request, reply);
        return;
      }
      Change end = end(cell, death);
      commit(end, isSafe -> reply.send(isSafe ? killed : ActorAnswer.again().toBytes()));
      return;
    }
    if (deaths.find(kill.incarnation()) == null) {
      deaths.add(kill.incarnation(), death); // its creation may come yet
    }
    reply.send(killed);
  }

  @GuardedBy("this")
  private ActorCell restart(ActorCell cell, UUID request) {
    ActorHead head = cell.head().restarted(request);
    ActorCell next =
        ActorCell.create(
            head,
            Objects.requireNonNull(head.creation()),
            0,
            body(head, null),
            this,
            pool,
            this::forgetFor);
    cell.restartAs(next);
    add(next);
    return next;
  }

  /** Ends the actors of a job. */
  synchronized void end(JobId job) {
    Death death = Death.of("its job has ended");
    for (ActorCell cell : List.copyOf(cells.values())) {
      if (cell.job().equals(job)) {
        cell.kill(death);
        forget(cell, death);
      }
    }
  }

  @GuardedBy("this")
  private Change end(ActorCell cell, Death death) {
    long version = cell.kill(death);
    forget(cell, death);
    return end(cell.head(), death, version);
  }

  private static Change end(ActorHead head, Death death, long version) {
    return new Change(
        head.address().id(),
        head.job().uuid(),
        Change.ANY,
        version,
        head.died(death.reason()).toBytes(),
        new byte[0],
        true,
        Map.of(),
        List.of());
  }

  /**
   * An actor is dead that was there before: its next constructor has failed. Whoever asks for it
   * meanwhile must not find what was kept of it.
   */
  private synchronized void forgetFor(ActorCell cell, Death death) {
    forget(cell, death);
    commit(end(cell.head(), death, cell.nextVersion()), isSafe -> {});
  }

  /** An actor is dead. */
  private synchronized void forget(ActorCell cell, Death death) {
    deaths.add(cell.address().incarnation(), death);
    cells.remove(cell.address().id(), cell);
    if (cell.job().isDetached()) {
      jobs.detachedEnded(cell.job());
    }
  }

  /** The actor's cell, made of what was kept if there is none; null if there is no such actor. */
  @GuardedBy("this")
  private @Nullable ActorCell cell(UUID actor) {
    ActorCell cell = cells.get(actor);
    if (cell != null) {
      return cell;
    }
    Change entry = replicas.find(partition, actor);
    byte[] bytes = entry == null ? null : entry.head();
    if (entry == null || bytes == null) {
      return null;
    }
    ActorHead head = ActorHead.read(bytes);
    if (head.death() != null) {
      deaths.add(head.address().incarnation(), Death.of(head.death()));
      return null;
    }
    byte[] state = entry.state();
    cell =
        head.isDurable() || (state != null && state.length > 0)
            ? ActorCell.kept(head, entry, body(head, state), this, pool, this::forget)
            : lost(head, entry.version());
    if (cell != null) {
      add(cell);
    }
    return cell;
  }

  /** The next life of an actor whose state was lost with its member; null if there is none. */
  @GuardedBy("this")
  private @Nullable ActorCell lost(ActorHead head, long version) {
    if (head.mayRestart()) {
      ActorHead next = head.lost();
      return ActorCell.create(
          next,
          Objects.requireNonNull(next.creation()),
          version,
          body(next, null),
          this,
          pool,
          this::forgetFor);
    }
    Death death =
        Death.of(
            "its state was lost with its member, and it may not begin anew, or not once more: its"
                + " maxRestarts is "
                + head.terms().traits().maxRestarts());
    deaths.add(head.address().incarnation(), death);
    commit(end(head, death, version + 1), isSafe -> {});
    if (head.job().isDetached()) {
      jobs.detachedEnded(head.job());
    }
    return null;
  }

  @GuardedBy("this")
  private void add(ActorCell cell) {
    cells.put(cell.address().id(), cell);
    if (isFrozen) {
      cell.freeze();
    }
  }

  private ActorBody body(ActorHead head, byte @Nullable [] kept) {
    return new ActorBody(head, jobs, objects, kept);
  }

  synchronized Collection<ActorCell> cells() {
    return new ArrayList<>(cells.values());
  }

  /** Forgets the cells of actors that have nothing to do; what is kept of these is enough. */
  synchronized void sleep(long now) {
    for (ActorCell cell : cells()) { // a commit on the way may end all this
      if (cell.maySleep(now)) {
        cells.remove(cell.address().id(), cell);
      }
    }
  }

  synchronized void freeze() {
    isFrozen = true;
    cells.values().forEach(ActorCell::freeze);
  }

  synchronized void unfreeze() {
    isFrozen = false;
    cells.values().forEach(ActorCell::unfreeze);
  }

  /** Another node owns the partition. */
  synchronized void close() {
    isClosed = true;
    cells.values().forEach(ActorCell::moved);
    cells.clear();
  }
}
