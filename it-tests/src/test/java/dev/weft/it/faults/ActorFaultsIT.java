package dev.weft.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.faults.check.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No acknowledged update is lost and none takes place twice, whatever is done to the cluster. */
@Timeout(600)
class ActorFaultsIT {

  /** Whether actors are expected to survive their members. */
  private static final boolean SURVIVE = Boolean.getBoolean("weft.faults.survive");

  @Test
  void shouldKeepAllWhenAMemberIsKilled() {
    RunOptions options = RunOptions.defaults();
    try (Rig rig = Rig.onLoopback(options)) {
      RunReport report =
          new FaultRun(rig, options.seed()).strike(List.of(Fault.KILL, Fault.SHORT_PAUSE)).finish();

      System.out.println("weft.faults.seed=" + options.seed() + "\n" + report);
      if (SURVIVE) {
        assertThat(report.isGood()).as(report.toString()).isTrue();
      } else {
        assertThat(report.verdict().of(Kind.ACTOR_LOST)).isNotEmpty();
      }
    }
  }

  @Test
  void shouldKeepAllWhenMembersAreCutOff() {
    RunOptions options = RunOptions.defaults().withLongestCut(SURVIVE ? 20_000 : 6_000);
    try (Rig rig = Rig.inNamespaces(options)) {
      List<Fault> faults = Fault.on(rig).stream().filter(Fault::needsNetwork).toList();
      RunReport report = new FaultRun(rig, options.seed()).strike(faults).finish();

      System.out.println("weft.faults.seed=" + options.seed() + "\n" + report);
    }
  }
}
