package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members that stood still for longer than they may come back by themselves. */
class StandstillIT {

  private static final String SOON_DEAD = "-Dweft.dead-after=4";

  @Test
  void shouldTakeMembersBack() {
    try (TestCluster cluster = TestCluster.start(0)) {
      MemberProcess oldest = cluster.startMember(SOON_DEAD);
      MemberProcess next = cluster.startMember(SOON_DEAD);
      MemberProcess youngest = cluster.startMember(SOON_DEAD);

      stopAndResume(youngest, List.of(oldest, next));
      stopAndResume(oldest, List.of(next, youngest)); // it was given nobody to join

      for (MemberProcess member : cluster.members()) {
        assertThat(member.process().isAlive()).isTrue();
        assertThat(member.log().text()).doesNotContain("ERROR", "Exception");
      }
    }
  }

  private static void stopAndResume(MemberProcess member, List<MemberProcess> others) {
    JavaProcess process = member.process();
    int mark = member.log().mark();
    List<Integer> before = others.stream().map(other -> other.log().mark()).toList();

    process.pause();
    for (int i = 0; i < others.size(); i++) {
      others.get(i).awaitLog(":" + member.port() + " left; members: 2", before.get(i));
    }
    process.resume();

    member.awaitLog("stood still for \\d+ s, longer than a member may", mark);
    // as the others have agreed to go on without it, or have not yet
    member.awaitLog("Joined anew as node \\w+; members: 3|rejoining them", mark);
    member.awaitLog("joined; members: 3", mark);
    for (int i = 0; i < others.size(); i++) {
      others.get(i).awaitLog(":" + member.port() + " joined; members: 3", before.get(i));
    }
  }
}
