package dev.weft.agent.differential;

import java.util.List;
import java.util.Random;

/** In which order the calls of a {@link DeferredEngine} run. */
interface Order {

  /** Whether a call that was just made runs before the caller goes on. */
  boolean runsAtOnce();

  /**
   * The next call to run.
   *
   * @param ready those that can run, in the order in which they were made; not empty
   * @param wanted the one that somebody waits for
   */
  Call next(List<Call> ready, Call wanted);

  /** Each at once. */
  static Order inline() {
    return of("inline", true, (ready, wanted) -> wanted);
  }

  /** Each when it is waited for, and nothing else: as much is under way as ever can be. */
  static Order lazy() {
    return of("lazy", false, (ready, wanted) -> wanted);
  }

  /** When somebody waits, all that were made run, the last first, until that one is done. */
  static Order reversed() {
    return of("reversed", false, (ready, wanted) -> ready.get(ready.size() - 1));
  }

  /** At random. */
  static Order shuffled(long seed) {
    Random random = new Random(seed);
    return new Order() {
      @Override
      public boolean runsAtOnce() {
        return random.nextInt(4) == 0;
      }

      @Override
      public Call next(List<Call> ready, Call wanted) {
        return ready.get(random.nextInt(ready.size()));
      }

      @Override
      public String toString() {
        return "shuffled by " + seed;
      }
    };
  }

  private static Order of(String name, boolean runsAtOnce, Choice choice) {
    return new Order() {
      @Override
      public boolean runsAtOnce() {
        return runsAtOnce;
      }

      @Override
      public Call next(List<Call> ready, Call wanted) {
        return choice.next(ready, wanted);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** The second half of an order. */
  interface Choice {
    Call next(List<Call> ready, Call wanted);
  }
}
