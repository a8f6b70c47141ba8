package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.sim.Campaign;
import dev.weft.cluster.sim.PlantedDefect;
import org.junit.jupiter.api.Test;

/** The simulation finds mistakes, each within as many histories as it has by default. */
class ReplicaDefectsTest {

  /** The same histories each time: a mistake that is found once is found again. */
  private static final long FIRST_SEED = 1;

  private static final String WRONG =
      "readers|values of partition|caller [0-9]+|announced lost|IndexOutOfBounds|whole again|calls end";

  @Test
  void shouldFindAFollowerThatIgnoresTheEpoch() {
    assertIsFound(
        PlantedDefect.in(Replica.class)
            .replace("if (push.epoch().isBefore(promised)) {", "if (false) {"));
  }

  @Test
  void shouldFindAnAnswerBeforeTheFollowerHasIt() {
    assertIsFound(
        PlantedDefect.in(Ownership.class)
            .replace("safe = Math.min(safe, follower.has(id, entry.version()));", ""));
  }

  @Test
  void shouldFindAReadThatNobodyHasConfirmed() {
    assertIsFound(
        PlantedDefect.in(Ownership.class).replace("if (followers.isEmpty()) {", "if (true) {"));
  }

  @Test
  void shouldFindThatNewsTakeAwayWhatANodeIsBeingGiven() {
    assertIsFound(
        PlantedDefect.in(Replica.class)
            .replace("if (incomingEpoch.isBefore(news.epoch())) {", "if (true) {"));
  }

  @Test
  void shouldFindATenureThatOthersHearOfBeforeItsWriteSet() {
    assertIsFound(
        PlantedDefect.in(Ownership.class)
            .replace("others.removeAll(wanted);", "others.remove(node.self());")
            .replace("writers.remove(node.self());", "writers.clear();"));
  }

  @Test
  void shouldFindThatALostAnswerIsWaitedForAsLongAsTheGridDoes() {
    assertIsFound(
        PlantedDefect.in(PatientLink.class)
            .replace("long patience = PATIENCE_NANOS +", "long patience = 20 * PATIENCE_NANOS +"));
  }

  private static void assertIsFound(PlantedDefect defect) {
    assertThatThrownBy(() -> defect.run(ReplicaDefectsTest.class, "campaign"))
        .isInstanceOf(AssertionError.class)
        .hasMessageFindingMatch("History .* failed[^~]*(" + WRONG + ")");
  }

  /** Is called in the copy that has the defect. */
  static void campaign() {
    Campaign.run(FIRST_SEED, ReplicaSimulationTest.HISTORIES, ReplicaSimulationTest::history);
  }
}
