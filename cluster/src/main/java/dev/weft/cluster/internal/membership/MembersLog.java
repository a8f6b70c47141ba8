package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs who joins and who leaves, in a line each: for the operator of a member, and for debugging on
 * a driver, whose user asked for results. Called by Hazelcast's event threads.
 */
final class MembersLog implements MembershipListener {

  private static final Logger log = LoggerFactory.getLogger(MembersLog.class);

  @Override
  public void memberAdded(MembershipEvent event) {
    log("joined", event);
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    log("left", event);
  }

  private static void log(String what, MembershipEvent event) {
    if (event.getMember().localMember()) {
      return;
    }
    boolean isDriver = event.getCluster().getLocalMember().isLiteMember();
    log.atLevel(isDriver ? Level.DEBUG : Level.INFO)
        .log(
            "{} {}:{} {}; members: {}, drivers: {}",
            event.getMember().isLiteMember() ? "Driver" : "Member",
            event.getMember().getAddress().getHost(),
            event.getMember().getAddress().getPort(),
            what,
            event.getMembers().stream().filter(member -> !member.isLiteMember()).count(),
            event.getMembers().stream().filter(Member::isLiteMember).count());
  }
}
