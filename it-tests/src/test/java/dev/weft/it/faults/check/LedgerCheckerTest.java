package dev.weft.it.faults.check;

import static dev.weft.it.faults.check.Sample.LEDGER;
import static dev.weft.it.faults.check.Sample.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Operation;
import dev.weft.it.faults.history.Outcome;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ledger that behaves passes; each thing that may go wrong is named, with its calls. */
class LedgerCheckerTest {

  @Test
  void shouldAcceptLedgersThatBehave() {
    for (int seed = 1; seed <= 50; seed++) {
      History history = Sample.drawn(LEDGER, 400, new Random(seed), id -> 0);

      assertThat(HistoryChecker.check(history).violations()).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void shouldTellWhatIsLost() {
    History history = new Sample(LEDGER).append(1, 0, 1, 1).append(2, 2, 3, 2).endingWith(id(1, 1));

    assertThat(HistoryChecker.check(history).toString())
        .contains(
            "LOST ledger-1: an acknowledged id is not among the 1",
            "call 2000000001 of caller 2: ledger-1.APPEND");
  }

  @Test
  void shouldTellOfAnActorThatIsGone() {
    Sample sample = new Sample(LEDGER).append(1, 0, 1, 1).append(2, 2, 3, 2);

    assertThat(kinds(sample.unreadable())).containsExactly(Kind.ACTOR_LOST);
    assertThat(kinds(sample.unread())).isEmpty();
    assertThat(kinds(new Sample(LEDGER).append(1, 0, 1, Outcome.DIED).unreadable())).isEmpty();
  }

  @Test
  void shouldAllowThatAnActorIsGoneWithThoseWhoDiedTogetherOnly() {
    String why =
        "dev.weft.error.ActorDiedException: The actor is dead: all members that had its"
            + " state are gone, 127.0.0.1:1, 127.0.0.1:2.";
    History history = new Sample(LEDGER).append(1, 0, 1, 1).unreadable(why);
    Set<String> both = Set.of("127.0.0.1:1", "127.0.0.1:2");
    Set<String> others = Set.of("127.0.0.1:1", "127.0.0.1:3");

    assertThat(HistoryChecker.check(history, List.of(others, both)).violations()).isEmpty();
    assertThat(HistoryChecker.check(history, List.of(others)).of(Kind.ACTOR_LOST)).hasSize(1);
    assertThat(HistoryChecker.check(history).of(Kind.ACTOR_LOST)).hasSize(1);
  }

  @Test
  void shouldTellWhatIsDoubled() {
    Sample sample = new Sample(LEDGER).append(1, 0, 1, 1).append(2, 2, 3, 2);

    assertThat(kinds(sample.endingWith(id(1, 1), id(2, 1), id(1, 1))))
        .containsExactly(Kind.DOUBLED);
    assertThat(
            kinds(
                sample
                    .append(1, 4, 5, Outcome.UNKNOWN)
                    .endingWith(id(1, 1), id(2, 1), id(1, 2), id(1, 2))))
        .containsExactly(Kind.DOUBLED);
  }

  @Test
  void shouldTellWhatNobodyAppended() {
    assertThat(kinds(new Sample(LEDGER).append(1, 0, 1, 1).endingWith(id(1, 1), 77)))
        .containsExactly(Kind.FOREIGN);
  }

  @Test
  void shouldTellWhatIsReordered() {
    Sample sample =
        new Sample(LEDGER)
            .append(1, 0, 10, Outcome.UNKNOWN)
            .append(1, 1, 11, Outcome.UNKNOWN)
            .append(2, 2, 12, Outcome.UNKNOWN);

    assertThat(kinds(sample.endingWith(id(1, 2), id(2, 1), id(1, 1))))
        .containsExactly(Kind.REORDERED);
    assertThat(kinds(sample.endingWith(id(2, 1), id(1, 1), id(1, 2)))).isEmpty();
    assertThat(kinds(sample.endingWith(id(1, 2)))).isEmpty();
  }

  @Test
  void shouldTellOfForks() {
    Sample sample = new Sample(LEDGER).append(1, 0, 9, 1).append(2, 1, 9, 1);

    assertThat(kinds(sample.endingWith(id(1, 1), id(2, 1))))
        .containsExactlyInAnyOrder(Kind.MISPLACED, Kind.FORKED);
    assertThat(kinds(sample.unreadable())).containsExactlyInAnyOrder(Kind.ACTOR_LOST, Kind.FORKED);
  }

  @Test
  void shouldTellOfWrongLabels() {
    for (Outcome outcome : new Outcome[] {Outcome.DIED, Outcome.UNAVAILABLE, Outcome.REFUSED}) {
      Sample sample = new Sample(LEDGER).append(1, 0, 1, 1).append(2, 2, 3, outcome);

      assertThat(kinds(sample.endingWith(id(1, 1), id(2, 1)))).containsExactly(Kind.WRONG_LABEL);
      assertThat(kinds(sample.endingWith(id(1, 1)))).isEmpty();
    }
  }

  @Test
  void shouldTellOfCallsThatHungOrFailedStrangely() {
    History history =
        new Sample(LEDGER)
            .append(1, 0, 1, Outcome.HUNG)
            .append(2, 0, 1, Outcome.STRANGE)
            .append(3, 0, 0, Outcome.OPEN)
            .endingWith();

    assertThat(kinds(history)).containsExactly(Kind.HUNG, Kind.STRANGE);
  }

  @Test
  void shouldTellOfAppendsBeforeWhatHadReturned() {
    Sample sample = new Sample(LEDGER).append(1, 0, 10, 2).append(2, 20, 30, 1);

    assertThat(kinds(sample.endingWith(id(2, 1), id(1, 1)))).containsExactly(Kind.STALE);
  }

  @Test
  void shouldTellOfStaleLengths() {
    Sample sample =
        new Sample(LEDGER)
            .append(1, 0, 10, 1)
            .append(2, 11, 20, 2)
            .call(3, Operation.SIZE, 0, 21, 30, 1);

    assertThat(kinds(sample.endingWith(id(1, 1), id(2, 1)))).containsExactly(Kind.STALE);
  }

  @Test
  void shouldTellOfLengthsOfTheFuture() {
    Sample early = new Sample(LEDGER).call(3, Operation.SIZE, 0, 0, 5, 1).append(1, 10, 20, 1);
    Sample beyond = new Sample(LEDGER).append(1, 0, 1, 1).call(3, Operation.SIZE, 0, 2, 3, 2);

    assertThat(kinds(early.endingWith(id(1, 1)))).containsExactly(Kind.STALE);
    assertThat(kinds(beyond.endingWith(id(1, 1)))).containsExactly(Kind.LOST);
  }

  private static Kind[] kinds(History history) {
    return HistoryChecker.check(history).violations().stream()
        .map(Violation::kind)
        .toArray(Kind[]::new);
  }
}
