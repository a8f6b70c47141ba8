package dev.weft.agent.torture;

import java.util.Random;

/** In which order a {@link LateEngine} runs tasks. Called by many threads. */
interface Lateness {

  /** Whether a task that was just made runs before its caller goes on. */
  boolean runsAtOnce();

  /** Which task is next, now that somebody waits for one of these. */
  LateEngine.Task next(PendingTasks pending);

  /** None runs before there is a wait, then the last one first. */
  static Lateness reversed() {
    return new Lateness() {
      @Override
      public boolean runsAtOnce() {
        return false;
      }

      @Override
      public LateEngine.Task next(PendingTasks pending) {
        return pending.lastReady(Integer.MAX_VALUE);
      }

      @Override
      public String toString() {
        return "reversed";
      }
    };
  }

  /** Some at once, the others delayed at random. */
  static Lateness random(long seed) {
    Random random = new Random(seed);
    return new Lateness() {
      @Override
      public boolean runsAtOnce() {
        return random.nextInt(4) == 0;
      }

      @Override
      public LateEngine.Task next(PendingTasks pending) {
        return pending.lastReady(random.nextInt(pending.size()));
      }

      @Override
      public String toString() {
        return "random by " + seed;
      }
    };
  }
}
