package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import java.net.UnknownHostException;

/**
 * Joins a cluster through the members of the join list, or not at all. Hazelcast's own way is to go
 * on alone when nobody answers, and a member alone would serve an empty cluster as if it were the
 * one it was meant to join.
 *
 * <p>Used by the thread that starts the node, and by Hazelcast's when it merges clusters.
 */
final class GridJoiner extends TcpIpJoiner {

  private static final long ROUND_MILLIS = 500;

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
