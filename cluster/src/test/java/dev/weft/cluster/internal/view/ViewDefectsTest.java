package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.sim.Campaign;
import dev.weft.cluster.sim.PlantedDefect;
import org.junit.jupiter.api.Test;

/** The simulation finds mistakes, each within as many histories as it has by default. */
class ViewDefectsTest {

  private static final int HISTORIES = 20_000;

  @Test
  void shouldFindAnAcceptorThatForgetsItsPromise() {
    assertIsFound(
        PlantedDefect.in(Acceptor.class).replace("promised = ballot; return true;", "return true;"),
        "and .* as well");
  }

  @Test
  void shouldFindThatHalfOfTheMembersDecideWithoutTheOldest() {
    assertIsFound(
        PlantedDefect.in(Quorum.class).replace("&& present.contains(members.get(0))", ""),
        "alone of");
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
        "as well|view");
  }

  @Test
  void shouldFindAVoteOnWhatIsDecided() {
    assertIsFound(
        PlantedDefect.in(Views.class).replace("if (base.version() < version()) {", "if (false) {"),
        "");
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
    Campaign.run(HISTORIES, ViewHistory::run);
  }
}
