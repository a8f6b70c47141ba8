package dev.weft.it.faults;

import static dev.weft.it.faults.Fault.DEAF;
import static dev.weft.it.faults.Fault.FAILPOINT_BACKUP;
import static dev.weft.it.faults.Fault.FAILPOINT_COMMIT;
import static dev.weft.it.faults.Fault.FAILPOINT_METHOD;
import static dev.weft.it.faults.Fault.FAILPOINT_REPLY;
import static dev.weft.it.faults.Fault.FAILPOINT_TAKE_OVER;
import static dev.weft.it.faults.Fault.FLAPPING;
import static dev.weft.it.faults.Fault.ISOLATE;
import static dev.weft.it.faults.Fault.ISOLATE_FROM_MEMBERS;
import static dev.weft.it.faults.Fault.KILL;
import static dev.weft.it.faults.Fault.KILL_DRIVER;
import static dev.weft.it.faults.Fault.KILL_OLDEST;
import static dev.weft.it.faults.Fault.KILL_TWO;
import static dev.weft.it.faults.Fault.KILL_WHILE_JOINING;
import static dev.weft.it.faults.Fault.LEAVE;
import static dev.weft.it.faults.Fault.LONG_PAUSE;
import static dev.weft.it.faults.Fault.MUTE;
import static dev.weft.it.faults.Fault.PARTIAL;
import static dev.weft.it.faults.Fault.SHORT_PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** No acknowledged update is lost and none takes place twice, whatever is done to the cluster. */
@Timeout(600)
class ActorFaultsIT {

  private static final RunOptions OPTIONS = RunOptions.defaults();

  @Test
  void shouldKeepAllWhenProcessesDieOrStandStill() {
    try (Rig rig = Rig.onLoopback(OPTIONS)) {
      List<Fault> faults = new ArrayList<>(List.of(KILL_TWO, KILL_DRIVER, LONG_PAUSE));
      for (int i = 0; i < 2; i++) {
        faults.addAll(List.of(FAILPOINT_METHOD, FAILPOINT_COMMIT, FAILPOINT_BACKUP));
        faults.addAll(List.of(FAILPOINT_REPLY, LEAVE, SHORT_PAUSE));
      }
      for (int i = 0; i < 4; i++) {
        faults.addAll(List.of(KILL, KILL_OLDEST, KILL_WHILE_JOINING, FAILPOINT_TAKE_OVER));
      }
      strike(rig, faults);
    }
  }

  /** Only when asked for: cuts take their time, and a loaded machine makes more of them. */
  @Test
  @EnabledIfSystemProperty(named = "weft.faults.network", matches = "true")
  void shouldKeepAllWhenMembersAreCutOff() {
    try (Rig rig = Rig.inNamespaces(OPTIONS.withLongestCut(12_000))) {
      strike(rig, List.of(ISOLATE, ISOLATE_FROM_MEMBERS, MUTE, DEAF, PARTIAL, FLAPPING));
    }
  }

  private static void strike(Rig rig, List<Fault> faults) {
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, new Random(OPTIONS.seed()));
    RunReport report = new FaultRun(rig, OPTIONS.seed()).strike(order).finish();

    System.out.println("-Dweft.faults.seed=" + OPTIONS.seed() + "\n" + report);
    assertThat(report.wrong()).as("-Dweft.faults.seed=" + OPTIONS.seed()).isEmpty();
  }
}
