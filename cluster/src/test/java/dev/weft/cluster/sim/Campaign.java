package dev.weft.cluster.sim;

import java.util.function.Consumer;

/**
 * Many histories, each from a seed of its own.
 *
 * <p>{@code weft.sim.seed} runs the history of one seed alone, {@code weft.sim.histories} another
 * number of them, {@code weft.sim.trace} prints what happened in one that fails.
 */
public final class Campaign {

  private Campaign() {}

  /**
   * Runs histories, from seeds that differ from run to run.
   *
   * @return what happened in them; empty, with {@link #isReplay}, for a single one
   * @throws AssertionError of the first that fails, with its seed
   */
  public static Sometimes run(int histories, Consumer<Sim> history) {
    Long only = Long.getLong("weft.sim.seed");
    return only == null
        ? run(System.nanoTime(), Integer.getInteger("weft.sim.histories", histories), history)
        : run(only, 1, history);
  }

  /** Runs the histories of given seeds: the first one, and those that follow it. */
  public static Sometimes run(long firstSeed, int histories, Consumer<Sim> history) {
    Sometimes sometimes = new Sometimes();
    for (int i = 0; i < histories; i++) {
      Sim sim = new Sim(firstSeed + i, sometimes);
      try {
        history.accept(sim);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "History "
                + (i + 1)
                + " of "
                + histories
                + " failed; it happens again with -Dweft.sim.seed="
                + sim.seed()
                + " (and -Dweft.sim.trace=true tells what happened): "
                + e
                + sim.traced(),
            e);
      }
    }
    return sometimes;
  }

  /** Whether a single history is run again: then nothing must happen sometimes. */
  public static boolean isReplay() {
    return Long.getLong("weft.sim.seed") != null;
  }
}
