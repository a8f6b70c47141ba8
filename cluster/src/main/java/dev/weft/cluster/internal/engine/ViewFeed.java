package dev.weft.cluster.internal.engine;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.view.Views;
import java.util.List;

/**
 * Keeps the agreed set of members informed of whom Hazelcast lists, and of this node's name. May
 * run on any thread, at any time, and too often.
 *
 * <p>{@code told} is guarded by this.
 */
final class ViewFeed implements Runnable {

  private final Transport transport;
  private final Views views;
  private NodeId told;

  ViewFeed(Transport transport, Views views) {
    this.transport = transport;
    this.views = views;
    told = transport.self();
  }

  @Override
  public synchronized void run() {
    try {
      feed();
    } catch (HazelcastInstanceNotActiveException e) {
      // nothing changes any more
    }
  }

  private void feed() {
    NodeId self = transport.self();
    if (!self.equals(told)) {
      told = self; // merged into another cluster
      views.reset(self);
    }
    List<NodeId> members = transport.members();
    if (!members.isEmpty()) {
      views.membersChanged(members); // none: this node is between two clusters
    }
  }
}
