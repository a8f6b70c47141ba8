package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.PartitionState;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actors that live on this node, by partition.
 *
 * <p>Requests come on the partition's thread, one at a time for each partition, and are handed to
 * cells. A moving partition is frozen, then waits for the calls that run (at most {@value
 * #DRAIN_SECONDS} s, else the move is tried again later) and {@value #PARKED_SECONDS} s for futures
 * that calls have returned, then goes along as bytes.
 */
public final class ActorHost implements Receiver, PartitionState {

  private static final Logger log = LoggerFactory.getLogger(ActorHost.class);
  private static final int DRAIN_SECONDS = 30;
  private static final int PARKED_SECONDS = 2;

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final DeathNotes deaths = new DeathNotes();
  private final BiConsumer<ActorCell, Death> onDeath = this::forget;
  private final Map<Integer, Map<UUID, ActorCell>> partitions = new ConcurrentHashMap<>();

  public ActorHost(Transport transport, Jobs jobs, ObjectTable objects, WorkerPool pool) {
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
  }

  /** How many actors live here. */
  public int count() {
    return partitions.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    ActorRequest request = ActorRequest.read(message);
    Map<UUID, ActorCell> cells = cells(transport.partitionOf(request.actor()));
    ActorCell cell = cells.get(request.actor());
    if (request instanceof ActorRequest.Call call) {
      call(cell, call, new CallerLine.Key(from, call.channel()), reply);
    } else if (request instanceof ActorRequest.Create create) {
      create(cells, cell, create, reply);
    } else if (request instanceof ActorRequest.Kill kill) {
      kill(cell, kill);
      reply.send(ActorAnswer.none().toBytes());
    } else if (cell == null) {
      reply.send(ActorAnswer.none().toBytes());
    } else {
      cell.whenCreated(reply);
    }
  }

  /** Ends the actors of a job. */
  public void end(Job job) {
    for (Map<UUID, ActorCell> cells : partitions.values()) {
      for (ActorCell cell : cells.values()) {
        if (cell.job().equals(job.id())) {
          kill(cell, "its job has ended");
        }
      }
    }
  }

  /** A node is gone: no actor hears from it again. */
  public void left(NodeId node) {
    partitions.values().forEach(cells -> cells.values().forEach(cell -> cell.callerLeft(node)));
  }

  @Override
  public void freeze(int partition) {
    cells(partition).values().forEach(ActorCell::freeze);
  }

  @Override
  public void unfreeze(int partition) {
    cells(partition).values().forEach(ActorCell::unfreeze);
  }

  @Override
  public byte @Nullable [] snapshot(int partition) {
    Collection<ActorCell> cells = cells(partition).values();
    if (cells.isEmpty()) {
      return null;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    List<ActorSnapshot> snapshots = new ArrayList<>();
    for (ActorCell cell : cells) {
      awaitIdle(cell, deadline);
      ActorSnapshot snapshot = snapshot(cell);
      if (snapshot != null) {
        snapshots.add(snapshot);
      }
    }
    return ActorSnapshot.writeAll(snapshots);
  }

  @Override
  public void install(int partition, byte[] snapshot) {
    for (ActorSnapshot arriving : ActorSnapshot.readAll(snapshot)) {
      cells(partition)
          .put(arriving.address().id(), ActorCell.arrived(arriving, jobs, objects, pool, onDeath));
    }
  }

  @Override
  public void release(int partition) {
    Map<UUID, ActorCell> cells = partitions.remove(partition);
    if (cells != null) {
      cells.values().forEach(ActorCell::moved);
    }
  }

  private void call(
      @Nullable ActorCell cell, ActorRequest.Call call, CallerLine.Key line, Reply reply) {
    if (cell == null || !cell.address().incarnation().equals(call.incarnation())) {
      reply.send(deaths.of(call.incarnation()).answer().toBytes());
    } else {
      cell.offer(new IncomingCall(line, call, reply));
    }
  }

  private void create(
      Map<UUID, ActorCell> cells,
      @Nullable ActorCell existing,
      ActorRequest.Create create,
      Reply reply) {
    ActorCell cell = existing;
    Death death = cell == null ? deaths.find(create.incarnation()) : null;
    if (death
        != null) { // killed before it was here, or asked for again after its constructor failed
      reply.send(death.answer().toBytes());
      return;
    }
    objects.births().arrived(create.address());
    if (cell == null) {
      cell = ActorCell.create(create, jobs, objects, pool, onDeath);
      cells.put(create.actor(), cell);
    }
    cell.whenCreated(reply);
  }

  private void kill(@Nullable ActorCell cell, ActorRequest.Kill kill) {
    if (cell != null && cell.address().incarnation().equals(kill.incarnation())) {
      kill(cell, "it was killed");
    } else if (deaths.find(kill.incarnation()) == null) {
      deaths.add(kill.incarnation(), Death.of("it was killed")); // its creation may come yet
    }
  }

  private void kill(ActorCell cell, String reason) {
    Death death = Death.of(reason);
    cell.kill(death);
    forget(cell, death);
  }

  private void forget(ActorCell cell, Death death) {
    deaths.add(cell.address().incarnation(), death);
    cells(transport.partitionOf(cell.address().id())).remove(cell.address().id(), cell);
  }

  private static void awaitIdle(ActorCell cell, long deadline) {
    try {
      if (!cell.awaitIdle(deadline - System.nanoTime())) {
        throw new IllegalStateException(
            "Actor "
                + cell.address()
                + " is still busy after "
                + DRAIN_SECONDS
                + " s; it moves later.");
      }
      cell.settleParked(TimeUnit.SECONDS.toNanos(PARKED_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an actor was to move.", e);
    }
  }

  private @Nullable ActorSnapshot snapshot(ActorCell cell) {
    try {
      return cell.snapshot();
    } catch (RuntimeException e) {
      String reason = "its state could not be moved: " + e.getMessage();
      log.error("Actor {} dies: {}", cell.address(), reason);
      kill(cell, reason);
      return null;
    }
  }

  private Map<UUID, ActorCell> cells(int partition) {
    return partitions.computeIfAbsent(partition, p -> new ConcurrentHashMap<>());
  }
}
