package dev.weft.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * As many faults as one likes, in rounds with a cluster of their own; run by name, with these
 * settings. A round that fails is run again by its seed and a count of one round.
 *
 * <pre>
 * weft.faults.count    faults in all, 20
 * weft.faults.round    faults a round, 20
 * weft.faults.kinds    names of {@link Fault}, all that are possible
 * weft.faults.network  whether to use network namespaces, true
 * weft.faults.seed     of the first round; the next has one more
 * weft.faults.calm.millis  how long nothing happens between two faults, 1000
 * weft.faults.members, weft.faults.drivers   3, 2
 * </pre>
 */
class FaultCampaign {

  private static final int COUNT = Integer.getInteger("weft.faults.count", 20);
  private static final int ROUND = Integer.getInteger("weft.faults.round", 20);

  @Test
  @Timeout(value = 3, unit = TimeUnit.DAYS)
  void shouldKeepAllWhateverIsDone() {
    RunOptions options =
        RunOptions.defaults()
            .withMembers(Integer.getInteger("weft.faults.members", 3))
            .withDrivers(Integer.getInteger("weft.faults.drivers", 2));
    Costs costs = new Costs();
    List<String> failed = new ArrayList<>();
    for (int done = 0, round = 0; done < COUNT; done += ROUND, round++) {
      RunOptions next = options.withSeed(options.seed() + round);
      RunReport report = run(next, Math.min(ROUND, COUNT - done));
      costs.add(report);
      System.out.println("Round with -Dweft.faults.seed=" + next.seed() + "\n" + report);
      if (!report.isGood()) {
        failed.add("-Dweft.faults.seed=" + next.seed() + ": " + report.wrong());
      }
    }
    System.out.println(costs);
    assertThat(failed).as("rounds that failed").isEmpty();
  }

  private static RunReport run(RunOptions options, int count) {
    try (Rig rig =
        Boolean.parseBoolean(System.getProperty("weft.faults.network", "true"))
            ? Rig.inNamespaces(options)
            : Rig.onLoopback(options)) {
      return new FaultRun(rig, options.seed()).strike(count, kinds(rig)).finish();
    }
  }

  private static List<Fault> kinds(Rig rig) {
    String names = System.getProperty("weft.faults.kinds", "");
    return names.isEmpty()
        ? Fault.on(rig)
        : Arrays.stream(names.split(",")).map(Fault::valueOf).toList();
  }
}
