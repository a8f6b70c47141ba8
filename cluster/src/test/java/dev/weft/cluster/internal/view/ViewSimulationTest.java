package dev.weft.cluster.internal.view;

import dev.weft.cluster.sim.Campaign;
import dev.weft.cluster.sim.Sometimes;
import org.junit.jupiter.api.Test;

/** See {@link Campaign} for how to run one history again, or many. */
class ViewSimulationTest {

  private static final int HISTORIES = 20_000;

  @Test
  void shouldAgreeWhateverHappens() {
    Sometimes seen = Campaign.run(HISTORIES, ViewHistory::run);

    if (!Campaign.isReplay()) {
      seen.require(ViewHistory.SOMETIMES);
    }
  }
}
