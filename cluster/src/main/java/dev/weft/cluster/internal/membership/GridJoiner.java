package dev.weft.cluster.internal.membership;

import static com.hazelcast.instance.EndpointQualifier.MEMBER;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.cluster.impl.operations.MergeClustersOp;
import com.hazelcast.internal.server.ServerConnectionManager;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Joins a cluster through the members of the join list, or not at all. Hazelcast's own way is to go
 * on alone when nobody answers, and a member alone would serve an empty cluster as if it were the
 * one it was meant to join.
 *
 * <p>Used by the thread that starts the node, and by Hazelcast's when it merges clusters.
 */
final class GridJoiner extends TcpIpJoiner {

  private static final long ROUND_MILLIS = 500;
  private static final Duration CONNECT_ALL_LIMIT = Duration.ofSeconds(2);
  private static final long CONNECT_ALL_STEP_MILLIS = 5;

  /** Longer than Hazelcast refuses an id that it has seen join just now, which is 30 s. */
  private static final Duration REJOIN_LIMIT = Duration.ofSeconds(45);

  private static final Duration TELL_LIMIT = Duration.ofSeconds(5);

  private final JoinPlan plan;
  private final OwnPart part;

  GridJoiner(Node node, JoinPlan plan, OwnPart part) {
    super(node);
    this.plan = plan;
    this.part = part;
  }

  @Override
  public void doJoin() {
    Address target = getTargetAddress();
    if (target != null) {
      joinAgain(target);
    } else if (plan.mayLead() && plan.seeds().isEmpty()) {
      clusterJoinManager.setThisMemberAsMaster();
    } else if (plan.mayLead()) {
      super.doJoin();
    } else {
      joinThrough(seeds(), plan.timeout());
    }
    awaitConnections();
  }

  /** Hazelcast would let the smaller part merge, whatever it holds; {@link Healing} sees to it. */
  @Override
  public void searchForOtherClusters() {}

  /**
   * Leads the part of the cluster that this member speaks for back into another one, and returns
   * when this member is in. The others come by themselves, and those that cannot be told will find
   * out that they have been left.
   */
  void rejoin(Address target) throws InterruptedException {
    List<Future<?>> told = new ArrayList<>();
    for (Member member : clusterService.getMembers()) {
      if (!member.localMember()) {
        told.add(
            node.getNodeEngine()
                .getOperationService()
                .invokeOnTarget(
                    ClusterServiceImpl.SERVICE_NAME,
                    new MergeClustersOp(target),
                    member.getAddress()));
      }
    }
    long deadline = System.nanoTime() + TELL_LIMIT.toNanos();
    for (Future<?> future : told) {
      try {
        future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        logger.fine(e);
      }
    }
    clusterService.merge(target);
  }

  /** One that is not let in goes on as it was, alone, rather than ending: it may hold the rest. */
  private void joinAgain(Address target) {
    joinThrough(List.of(target), REJOIN_LIMIT);
    UUID lineage = part.lineage();
    if (shouldRetry() && lineage != null) {
      clusterJoinManager.setThisMemberAsMaster();
      KeptIdentity.restoreCluster(node, lineage);
    }
  }

  private void joinThrough(List<Address> addresses, Duration limit) {
    long start = System.nanoTime();
    try {
      while (shouldRetry() && System.nanoTime() - start < limit.toNanos()) {
        Address asked = clusterService.getMasterAddress();
        askAll(addresses);
        clusterService.blockOnJoin(ROUND_MILLIS);
        if (asked != null && shouldRetry() && !isConnected(asked)) {
          // It was told of a master that has just left. One that answers could be about to let it
          // in, and must not be forgotten.
          clusterService.setMasterAddressToJoin(null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isConnected(Address address) {
    return node.getServer().getConnectionManager(MEMBER).get(address) != null;
  }

  private List<Address> seeds() {
    List<Address> addresses = new ArrayList<>();
    for (HostPort seed : plan.seeds()) {
      try {
        addresses.add(seed.address());
      } catch (UnknownHostException e) {
        logger.fine(e);
      }
    }
    return addresses;
  }

  /**
   * Waits until all members are connected, which takes milliseconds; Hazelcast's own wait, switched
   * off, looks once a second. A member that is about to leave is not waited for long.
   */
  private void awaitConnections() {
    long start = System.nanoTime();
    try {
      while (node.isRunning()
          && !isConnectedToAll()
          && System.nanoTime() - start < CONNECT_ALL_LIMIT.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(CONNECT_ALL_STEP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isConnectedToAll() {
    ServerConnectionManager connections = node.getServer().getConnectionManager(MEMBER);
    boolean isConnected = true;
    for (Member member : clusterService.getMembers()) {
      if (!member.localMember()) {
        isConnected &= connections.getOrConnect(member.getAddress()) != null;
      }
    }
    return isConnected;
  }

  private void askAll(List<Address> addresses) {
    Address master = clusterService.getMasterAddress();
    if (master != null) {
      clusterJoinManager.sendJoinRequest(master);
    } else {
      addresses.forEach(clusterJoinManager::sendMasterQuestion);
    }
  }
}
