package dev.weft.it.faults;

import dev.weft.it.faults.check.HistoryChecker;
import dev.weft.it.faults.check.Verdict;
import dev.weft.it.faults.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Strikes a rig, one fault after the other, each when calls get replies again after the last. */
final class FaultRun {

  private final Rig rig;
  private final Random random;
  private final List<Strike> strikes = new ArrayList<>();

  /**
   * A run.
   *
   * @param seed of who is harmed and for how long
   */
  FaultRun(Rig rig, long seed) {
    this.rig = rig;
    this.random = new Random(seed);
  }

  /** Strikes with each of the faults in turn, and stops if the rig does not recover from one. */
  FaultRun strike(List<Fault> faults) {
    rig.awaitReplies();
    for (Fault fault : faults) {
      Strike strike = strike(fault);
      strikes.add(strike);
      System.out.println(
          strikes.size() + " of " + faults.size() + ": " + fault + ", " + strike.what());
      if (!strike.wrong().isEmpty()) {
        rig.dumpThreads();
        break;
      }
      rig.calm();
    }
    return this;
  }

  private Strike strike(Fault fault) {
    int number = strikes.size() + 1;
    long began = System.nanoTime();
    try {
      String what = fault.strike(rig, random);
      long over = System.nanoTime();
      String wrong = rig.recover();
      return new Strike(number, fault, what, began, over, System.nanoTime(), wrong);
    } catch (AssertionError e) {
      long now = System.nanoTime();
      return new Strike(
          number, fault, "", began, now, now, e.getMessage().lines().findFirst().get());
    }
  }

  /** Strikes so many times, with faults that are drawn. */
  FaultRun strike(int times, List<Fault> kinds) {
    List<Fault> drawn = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      drawn.add(kinds.get(random.nextInt(kinds.size())));
    }
    return strike(drawn);
  }

  /** Ends the load and looks at what was recorded. */
  RunReport finish() {
    rig.drivers().finish();
    History history = rig.drivers().history();
    Verdict verdict = HistoryChecker.check(history, rig.losses());
    return new RunReport(strikes, history, verdict);
  }
}
