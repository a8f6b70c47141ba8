package dev.weft.cluster.internal.membership;

import static com.hazelcast.instance.EndpointQualifier.MEMBER;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.server.ServerConnectionManager;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

  private final JoinPlan plan;

  GridJoiner(Node node, JoinPlan plan) {
    super(node);
    this.plan = plan;
  }

  @Override
  public void doJoin() {
    if (plan.mayLead() && plan.seeds().isEmpty()) {
      clusterJoinManager.setThisMemberAsMaster();
    } else if (plan.mayLead() || getTargetAddress() != null) {
      super.doJoin();
    } else {
      joinThroughSeeds();
    }
    awaitConnections();
  }

  private void joinThroughSeeds() {
    long start = System.nanoTime();
    try {
      while (shouldRetry() && System.nanoTime() - start < plan.timeout().toNanos()) {
        askAll();
        clusterService.blockOnJoin(ROUND_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private void askAll() {
    Address master = clusterService.getMasterAddress();
    if (master != null) {
      clusterJoinManager.sendJoinRequest(master);
      return;
    }
    for (HostPort seed : plan.seeds()) {
      try {
        clusterJoinManager.sendMasterQuestion(new Address(seed.host(), seed.port()));
      } catch (UnknownHostException e) {
        logger.fine(e);
      }
    }
  }
}
