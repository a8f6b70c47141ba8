package dev.weft.it.faults;

import static dev.weft.it.faults.Fault.KILL;
import static dev.weft.it.faults.Fault.KILL_DRIVER;
import static dev.weft.it.faults.Fault.KILL_OLDEST;
import static dev.weft.it.faults.Fault.KILL_WHILE_JOINING;
import static dev.weft.it.faults.Fault.LONG_PAUSE;
import static dev.weft.it.faults.Fault.SHORT_PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      strike(
          rig,
          List.of(
              KILL,
              KILL_OLDEST,
              SHORT_PAUSE,
              KILL_WHILE_JOINING,
              KILL_DRIVER,
              KILL,
              LONG_PAUSE,
              KILL_WHILE_JOINING,
              SHORT_PAUSE,
              KILL_OLDEST));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "weft.faults.network", matches = "true")
  void shouldKeepAllWhenMembersAreCutOff() {
    try (Rig rig = Rig.inNamespaces(OPTIONS)) {
      strike(rig, Fault.on(rig).stream().filter(Fault::needsNetwork).toList());
    }
  }

  private static void strike(Rig rig, List<Fault> faults) {
    RunReport report = new FaultRun(rig, OPTIONS.seed()).strike(faults).finish();

    System.out.println("-Dweft.faults.seed=" + OPTIONS.seed() + "\n" + report);
    assertThat(report.wrong()).as("-Dweft.faults.seed=" + OPTIONS.seed()).isEmpty();
  }
}
