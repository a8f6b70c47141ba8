package dev.weft.cluster.internal.transport;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;

/** Runs an action at each change of the membership. */
final class WorkersListener implements MembershipListener {

  private final Runnable changed;

  WorkersListener(Runnable changed) {
    this.changed = changed;
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    changed.run();
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    changed.run();
  }
}
