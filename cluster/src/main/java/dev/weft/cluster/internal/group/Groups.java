package dev.weft.cluster.internal.group;

import dev.weft.Bundle;
import dev.weft.PlacementGroup;
import dev.weft.Strategy;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.scheduler.BundleId;
import dev.weft.cluster.internal.scheduler.GroupTable;
import dev.weft.cluster.internal.scheduler.Members;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.UnplaceableException;
import dev.weft.spi.Demand;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The creator's side of groups. All bundles are asked for at once; when some are not granted in
 * time all are given back, and it is tried again, on other members if there are, and for longer: so
 * two groups that have half of what they want each do not wait for each other for ever.
 */
public final class Groups {

  private static final Logger log = LoggerFactory.getLogger(Groups.class);
  private static final Duration FIRST_ATTEMPT = Duration.ofMillis(200);
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Transport transport;
  private final Members members;
  private final GroupTable table;
  private final Consumer<UUID> closed;
  private final Map<UUID, Reserved> open = new ConcurrentHashMap<>();

  /**
   * @param table tells where bundles are
   * @param closed ends the tasks of a group that is being closed
   */
  public Groups(Transport transport, Members members, GroupTable table, Consumer<UUID> closed) {
    this.transport = transport;
    this.members = members;
    this.table = table;
    this.closed = closed;
  }

  /**
   * Reserves bundles, all or none; waits, and gives the slot back meanwhile.
   *
   * @throws UnplaceableException if it is not done in time
   */
  public PlacementGroup reserve(
      JobId job, List<Bundle> bundles, Strategy strategy, Duration timeout) {
    List<Demand> demands = bundles.stream().map(Bundle::demand).toList();
    long deadline = System.nanoTime() + timeout.toNanos();
    Duration patience = FIRST_ATTEMPT;
    Set<NodeId> slow = Set.of();
    boolean wasReported = false;
    while (true) {
      Optional<List<NodeId>> plan = plan(demands, strategy, slow);
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (plan.isPresent()) {
        Attempt attempt = new Attempt(UUID.randomUUID(), demands, plan.get());
        if (attempt.succeeds(patience.compareTo(left) < 0 ? patience : left)) {
          return reserved(job, attempt, bundles);
        }
        slow = attempt.missing();
        patience = patience.multipliedBy(2);
        patience = patience.compareTo(LONGEST_ATTEMPT) < 0 ? patience : LONGEST_ATTEMPT;
      } else if (!wasReported) {
        wasReported = true;
        log.warn("No members have {} {}. They are waited for.", strategy, demands);
      }
      if (left.isZero()) {
        throw late(demands, strategy, timeout, plan.isPresent());
      }
      if (plan.isEmpty()) {
        pause(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
      }
    }
  }

  /** By which members to try: those that were slow last. */
  private Optional<List<NodeId>> plan(List<Demand> demands, Strategy strategy, Set<NodeId> slow) {
    List<NodeId> nodes = new ArrayList<>(members.workers());
    Collections.shuffle(nodes);
    nodes.sort((a, b) -> Boolean.compare(slow.contains(a), slow.contains(b)));
    return new GroupPlan(demands, nodes, node -> members.capacity(node).total()).by(strategy);
  }

  private PlacementGroup reserved(JobId job, Attempt attempt, List<Bundle> bundles) {
    table.add(attempt.group, attempt.demands, attempt.nodes);
    Reserved group =
        new Reserved(
            attempt.group,
            bundles,
            attempt.nodes.stream().map(NodeId::uuid).toList(),
            job,
            attempt);
    open.put(group.id, group);
    return group;
  }

  private static UnplaceableException late(
      List<Demand> demands, Strategy strategy, Duration timeout, boolean isBusy) {
    return new UnplaceableException(
        "The bundles "
            + demands
            + " ("
            + strategy
            + ") could not be reserved within "
            + timeout.toMillis()
            + " ms: "
            + (isBusy
                ? "members have them, but others use them."
                : "members do not have that much. Start others with: weft member --resources …"));
  }

  /** Waits, without a slot. */
  private static void pause(Duration time) {
    try {
      new PromiseRef<>().get(time);
    } catch (GetTimeoutException e) {
      // as intended
    }
  }

  /** Gives back what a job that has ended has reserved. */
  public void end(Job job) {
    for (Reserved group : open.values()) {
      if (group.job.equals(job.id())) {
        group.close();
      }
    }
  }

  /** One try to have all bundles. */
  private final class Attempt {

    private final UUID group;
    private final List<Demand> demands;
    private final List<NodeId> nodes;
    private final List<PromiseRef<Boolean>> answers = new ArrayList<>();

    Attempt(UUID group, List<Demand> demands, List<NodeId> nodes) {
      this.group = group;
      this.demands = demands;
      this.nodes = nodes;
    }

    /** Asks for all; when not all are granted in time, none is kept. */
    boolean succeeds(Duration patience) {
      boolean succeeded = false;
      try {
        for (int i = 0; i < nodes.size(); i++) {
          answers.add(ask(i));
        }
        succeeded = areGranted(patience);
      } finally {
        if (!succeeded) {
          free();
        }
      }
      return succeeded;
    }

    private PromiseRef<Boolean> ask(int bundle) {
      PromiseRef<Boolean> answer = new PromiseRef<>();
      byte[] message =
          GroupMessage.reserve(new BundleId(group, bundle), demands.get(bundle)).toBytes();
      transport.send(
          nodes.get(bundle),
          Channel.GROUPS,
          message,
          (bytes, failure) ->
              answer.complete(Outcome.of(bytes != null && bytes.length > 0 && bytes[0] == 1)));
      return answer;
    }

    private boolean areGranted(Duration patience) {
      long deadline = System.nanoTime() + patience.toNanos();
      for (PromiseRef<Boolean> answer : answers) {
        try {
          Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
          if (!answer.get(left)) {
            return false;
          }
        } catch (GetTimeoutException e) {
          return false;
        }
      }
      return true;
    }

    /** The members that did not grant what they were asked for. */
    Set<NodeId> missing() {
      Set<NodeId> missing = new HashSet<>();
      for (int i = 0; i < answers.size(); i++) {
        if (!answers.get(i).isDone() || !answers.get(i).get()) {
          missing.add(nodes.get(i));
        }
      }
      return missing;
    }

    void free() {
      byte[] message = GroupMessage.free(group).toBytes();
      for (NodeId node : new HashSet<>(nodes)) {
        transport.send(node, Channel.GROUPS, message, (bytes, failure) -> {});
      }
    }
  }

  /** A group as its creator has it. */
  private final class Reserved implements PlacementGroup {

    private final UUID id;
    private final List<Bundle> bundles;
    private final List<UUID> members;
    private final JobId job;
    private final Attempt attempt;

    Reserved(UUID id, List<Bundle> bundles, List<UUID> members, JobId job, Attempt attempt) {
      this.id = id;
      this.bundles = bundles;
      this.members = members;
      this.job = job;
      this.attempt = attempt;
    }

    @Override
    public UUID id() {
      return id;
    }

    @Override
    public List<Bundle> bundles() {
      return bundles;
    }

    @Override
    public List<UUID> members() {
      return members;
    }

    @Override
    public void close() {
      if (!table.remove(id)) {
        return;
      }
      open.remove(id);
      closed.accept(id);
      try {
        attempt.free();
      } catch (ClusterUnavailableException e) {
        log.debug("Group {} ends with its cluster.", id, e);
      }
    }

    @Override
    public String toString() {
      return "PlacementGroup[" + id + ", " + bundles + "]";
    }
  }
}
