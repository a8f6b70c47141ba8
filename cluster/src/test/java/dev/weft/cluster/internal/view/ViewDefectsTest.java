package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.sim.Campaign;
import dev.weft.cluster.sim.PlantedDefect;
import org.junit.jupiter.api.Test;

/** The simulation finds mistakes, each within as many histories as it has by default. */
class ViewDefectsTest {

  private static final int HISTORIES = 20_000;

  /** The same histories each time: a mistake that is found once is found again. */
  private static final long FIRST_SEED = 1;

  private static final String TWO_VALUES = "was decided, and .* as well|alone of";

  @Test
  void shouldFindAnAcceptorThatForgetsItsPromise() {
    assertIsFound(
        PlantedDefect.in(Acceptor.class).replace("promised = ballot; return true;", "return true;"),
        TWO_VALUES);
  }

  @Test
  void shouldFindThatHalfOfTheMembersDecideWithoutTheOldest() {
    assertIsFound(
        PlantedDefect.in(Quorum.class).replace("&& present.contains(members.get(0))", ""),
        TWO_VALUES);
  }

  @Test
  void shouldFindThatAValueIsTakenBelowAQuorum() {
    assertIsFound(
        PlantedDefect.in(Proposer.class)
            .replace("value != null && suffice(asked, asked.accepted())", "value != null"),
        "alone of");
  }

  @Test
  void shouldFindAProposerThatIgnoresWhatMayBeDecided() {
    assertIsFound(
        PlantedDefect.in(Proposer.class)
            .replace("inherited == null ? around.wanted() : inherited", "around.wanted()"),
        TWO_VALUES);
  }

  @Test
  void shouldFindAVoteOnWhatIsDecided() {
    assertIsFound(
        PlantedDefect.in(Views.class).replace("if (base.version() < version()) {", "if (false) {"),
        TWO_VALUES + "|does not follow");
  }

  @Test
  void shouldFindThatAMemberReturnsThatWasRemoved() {
    assertIsFound(
        PlantedDefect.in(Roster.class)
            .replace("return birth < horizon || isGone(node);", "return birth < horizon;"),
        "brings back");
  }

  @Test
  void shouldFindAMemberThatLeavesBeforeTheOthersKnow() {
    assertIsFound(
        PlantedDefect.in(Views.class)
            .replace("!wasMember || view.isQuorum(departure.informed())", "true"),
        "has left, and only");
  }

  private static void assertIsFound(PlantedDefect defect, String how) {
    assertThatThrownBy(() -> defect.run(ViewDefectsTest.class, "campaign"))
        .isInstanceOf(AssertionError.class)
        .hasMessageFindingMatch("History .* failed.*(" + how + ")");
  }

  /** Is called in the copy that has the defect. */
  static void campaign() {
    Campaign.run(FIRST_SEED, HISTORIES, ViewHistory::run);
  }
}
