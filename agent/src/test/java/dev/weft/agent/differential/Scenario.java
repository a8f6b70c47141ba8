package dev.weft.agent.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** One program, plain and woven, run under many engines and failures and compared. */
final class Scenario {

  /** How many of a program's calls are made to fail, one run each. */
  private static final int MOST_FAILURES = 8;

  private final Run plain;
  private final Run woven;
  private final boolean isCountable;
  private final boolean leavesCalls;
  private final List<String> differences = new ArrayList<>();

  /**
   * @param isCountable whether plain and woven make the same calls
   * @param leavesCalls whether calls may be under way when it has ended
   */
  Scenario(Run plain, Run woven, boolean isCountable, boolean leavesCalls) {
    this.plain = plain;
    this.woven = woven;
    this.isCountable = isCountable;
    this.leavesCalls = leavesCalls;
  }

  /** Without a planned failure, and with each of the first calls failing. */
  List<String> compareUnder(List<Function<Failing, TestEngine>> engines) {
    int calls = compare(Failing.NONE, engines);
    if (isCountable) {
      for (int k = 1; k <= Math.min(calls, MOST_FAILURES); k++) {
        compare(new Failing(k), engines);
      }
    }
    return differences;
  }

  /** Without a planned failure, and with one of the calls failing. */
  List<String> compareUnder(List<Function<Failing, TestEngine>> engines, Random random) {
    int calls = compare(Failing.NONE, engines);
    if (calls > 0) {
      compare(new Failing(1 + random.nextInt(calls)), engines);
    }
    return differences;
  }

  /** How many calls are under way at most when each runs only when it is waited for. */
  int mostInFlight() {
    TestEngine engine = new DeferredEngine(Order.lazy(), Failing.NONE);
    woven.with(engine);
    return engine.mostInFlight();
  }

  private int compare(Failing failing, List<Function<Failing, TestEngine>> engines) {
    Ending expected = plain.plain(failing);
    int firstFailure = PlainCalls.firstFailure();
    for (Function<Failing, TestEngine> maker : engines) {
      TestEngine engine = maker.apply(failing);
      Ending ending = woven.with(engine);
      List<String> found =
          new ArrayList<>(
              Comparison.differences(
                  expected,
                  isCountable ? ending : ending.withCalls(expected.calls()),
                  firstFailure > 0));
      found.addAll(engine.problems());
      if (!leavesCalls && engine.leftInFlight() > 0) {
        found.add(engine.leftInFlight() + " calls were not over when the program had ended");
      }
      for (String difference : found) {
        differences.add(engine + ", " + failing + ": " + difference);
      }
    }
    // Calls after a failure may be other ones in the woven run: their numbers mean nothing.
    return firstFailure > 0 ? firstFailure : expected.calls().size();
  }
}
