package dev.weft.it.faults.check;

import static dev.weft.it.faults.check.Sample.COUNTER;
import static dev.weft.it.faults.check.Sample.LEDGER;
import static dev.weft.it.faults.check.Sample.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.faults.check.LinearizabilityChecker.Answer;
import dev.weft.it.faults.check.LinearizabilityChecker.Result;
import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Operation;
import dev.weft.it.faults.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Finds an order where there is one, and says where there is none. */
class LinearizabilityCheckerTest {

  @Test
  void shouldAcceptActorsThatBehave() {
    for (int seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);

      assertThat(HistoryChecker.check(Sample.drawn(REGISTER, 400, random, id -> 0)))
          .as("register, seed " + seed)
          .isEqualTo(new Verdict(List.of(), List.of()));
      assertThat(HistoryChecker.check(Sample.drawn(COUNTER, 400, random, id -> id % 7)))
          .as("counter, seed " + seed)
          .isEqualTo(new Verdict(List.of(), List.of()));
    }
  }

  /** Two ways to look at a list, made apart from each other, have to agree. */
  @Test
  void shouldAgreeWithTheCheckerOfLedgers() {
    int good = 0;
    for (int seed = 1; seed <= 400; seed++) {
      Random random = new Random(seed);
      History history = Sample.drawn(LEDGER, 60, random, id -> 0);
      long[] contents = history.endings().get(LEDGER).contents();
      List<Call> calls = new ArrayList<>(history.calls());
      damage(calls, contents, random);
      calls.add(lengthAtTheEnd(contents.length));

      boolean isLinear =
          LinearizabilityChecker.check(Models.listOf(contents), calls).answer()
              == Answer.LINEARIZABLE;
      List<Violation> violations = LedgerChecker.check(LEDGER, calls, contents);
      violations.removeIf(violation -> violation.kind() == Kind.REORDERED); // a promise beyond

      assertThat(violations.isEmpty()).as("seed " + seed + ": " + violations).isEqualTo(isLinear);
      good += isLinear ? 1 : 0;
    }
    assertThat(good).isBetween(50, 350);
  }

  private static void damage(List<Call> calls, long[] contents, Random random) {
    int spot = random.nextInt(calls.size());
    Call call = calls.get(spot);
    int place = random.nextInt(contents.length - 1);
    switch (random.nextInt(5)) {
      case 0 -> calls.set(spot, withValue(call, call.value() + random.nextInt(3) - 1));
      case 1 -> {
        long moved = contents[place];
        contents[place] = contents[place + 1];
        contents[place + 1] = moved;
      }
      case 2 -> contents[place] = contents[place + 1];
      case 3 -> calls.remove(spot);
      default -> {
        long shift = random.nextInt(200) - 100;
        calls.set(spot, shifted(call, shift));
      }
    }
  }

  /** One reply of many is wrong; with calls that may or may not have taken place around it. */
  @Test
  void shouldFindOneWrongReply() {
    for (int seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      History history = Sample.drawn(REGISTER, 300, random, id -> 0);
      List<Call> calls = new ArrayList<>(history.calls());
      int spot = random.nextInt(calls.size());
      while (calls.get(spot).operation() != Operation.READ) {
        spot = (spot + 1) % calls.size();
      }
      calls.set(spot, withValue(calls.get(spot), 4711));

      Result result = LinearizabilityChecker.check(Models.REGISTER, calls);

      assertThat(result.answer()).as("seed " + seed).isEqualTo(Answer.NOT_LINEARIZABLE);
      assertThat(result.calls()).as("seed " + seed).contains(calls.get(spot));
    }
  }

  @Test
  void shouldRefuseAStaleRead() {
    Sample sample =
        new Sample(REGISTER)
            .call(1, Operation.WRITE, 5, 0, 10, 0)
            .call(1, Operation.WRITE, 6, 11, 20, 0)
            .call(2, Operation.READ, 0, 21, 30, 5);

    Verdict verdict = HistoryChecker.check(sample.unread());

    assertThat(verdict.of(Kind.NOT_LINEARIZABLE)).hasSize(1);
    assertThat(verdict.toString())
        .contains("After 2 of 3 calls the state is 6", "register-1.READ(0) at 0.0..0.0 VALUE 5");
  }

  @Test
  void shouldAcceptAReadBesideTheWrite() {
    Sample sample =
        new Sample(REGISTER)
            .call(1, Operation.WRITE, 5, 0, 10, 0)
            .call(1, Operation.WRITE, 6, 11, 22, 0)
            .call(2, Operation.READ, 0, 21, 30, 5);

    assertThat(HistoryChecker.check(sample.endingWith(6)).isGood()).isTrue();
  }

  @Test
  void shouldLetAnUnknownCallTakePlaceAtAnyTimeOrNever() {
    Sample sample =
        new Sample(REGISTER)
            .write(1, 5, 0, Outcome.UNKNOWN)
            .call(2, Operation.READ, 0, 10, 20, 0)
            .call(2, Operation.WRITE, 7, 30, 40, 0);

    assertThat(HistoryChecker.check(sample.endingWith(5)).isGood()).isTrue();
    assertThat(HistoryChecker.check(sample.endingWith(7)).isGood()).isTrue();
    assertThat(HistoryChecker.check(sample.endingWith(0)).isGood()).isFalse();
  }

  @Test
  void shouldNotLetAnUnknownCallTakePlaceBeforeItWasMade() {
    Sample sample =
        new Sample(REGISTER).call(2, Operation.READ, 0, 0, 10, 5).write(1, 5, 11, Outcome.UNKNOWN);

    assertThat(HistoryChecker.check(sample.unread()).isGood()).isFalse();
  }

  @Test
  void shouldNotLetAnUnknownCallTakePlaceTwice() {
    Sample sample =
        new Sample(REGISTER)
            .write(1, 5, 0, Outcome.UNKNOWN)
            .call(2, Operation.READ, 0, 10, 20, 5)
            .call(2, Operation.WRITE, 7, 30, 40, 0);

    assertThat(HistoryChecker.check(sample.endingWith(5)).isGood()).isFalse();
  }

  @Test
  void shouldNotLetACallTakePlaceThatWasToldItDidNot() {
    Sample sample = new Sample(REGISTER).write(1, 5, 0, Outcome.UNAVAILABLE);

    assertThat(HistoryChecker.check(sample.endingWith(0)).isGood()).isTrue();
    assertThat(HistoryChecker.check(sample.endingWith(5)).isGood()).isFalse();
  }

  @Test
  void shouldRefuseTwoReplacementsOfOneValue() {
    Sample sample = new Sample(REGISTER).cas(1, 0, 5, 0, 10, true).cas(2, 0, 6, 0, 10, true);

    assertThat(HistoryChecker.check(sample.unread()).isGood()).isFalse();
  }

  @Test
  void shouldFindLostAndDoubledAdditions() {
    Sample sample =
        new Sample(COUNTER)
            .call(1, Operation.ADD, 2, 0, 10, 2)
            .call(2, Operation.ADD, 3, 11, 20, 5);

    assertThat(HistoryChecker.check(sample.endingWith(5)).isGood()).isTrue();
    assertThat(HistoryChecker.check(sample.endingWith(3)).isGood()).isFalse();
    assertThat(HistoryChecker.check(sample.endingWith(7)).isGood()).isFalse();
  }

  /** Any set of the open calls may have taken place. */
  @Test
  void shouldGiveUpAfterAWhile() {
    Sample sample = new Sample(REGISTER);
    for (int i = 0; i < 24; i++) {
      sample.write(i + 1, i + 1, 0, Outcome.UNKNOWN);
    }
    sample.call(90, Operation.READ, 0, 10, 20, 4711);

    assertThat(LinearizabilityChecker.check(Models.REGISTER, sample.calls(), 1000).answer())
        .isEqualTo(Answer.UNDECIDED);
  }

  private static Call lengthAtTheEnd(int length) {
    return new Call(
        1, LEDGER, Operation.SIZE, 0, 0, 1L << 60, 1L << 61, Outcome.VALUE, length, "the end");
  }

  private static Call withValue(Call call, long value) {
    return new Call(
        call.id(),
        call.actor(),
        call.operation(),
        call.argument(),
        call.expected(),
        call.invokedNanos(),
        call.returnedNanos(),
        call.outcome(),
        value,
        call.note());
  }

  private static Call shifted(Call call, long nanos) {
    return new Call(
        call.id(),
        call.actor(),
        call.operation(),
        call.argument(),
        call.expected(),
        call.invokedNanos() + nanos,
        call.returnedNanos() + nanos,
        call.outcome(),
        call.value(),
        call.note());
  }
}
