package dev.weft.examples.classrank;

import java.time.Duration;
import java.util.Arrays;

/**
 * Ranks the classes in one thread, without Weft: the measure of right, and of time.
 *
 * <p>It is written the other way round, each class giving to those it mentions; both ways add up
 * the shares of a class in the order of the givers, so the ranks are the same to the last bit.
 */
final class OneThread {

  private OneThread() {}

  static Ranking run(ClassList classes) {
    long start = System.nanoTime();
    int[][] references = new int[classes.size()][];
    Arrays.setAll(references, classes::references);
    long parsed = System.nanoTime();
    Ranks ranks = rank(references);
    long ranked = System.nanoTime();

    return new Ranking(
        classes,
        references,
        ranks,
        Duration.ofNanos(parsed - start),
        Duration.ofNanos(ranked - parsed));
  }

  /** Ranks a graph, given by what each class mentions. */
  static Ranks rank(int[][] references) {
    double[] ranks = new double[references.length];
    Arrays.fill(ranks, 1.0 / ranks.length);
    double change = 1;
    int round = 0;
    while (change > Ranks.STILL && round < Ranks.MAX_ROUNDS) {
      change = step(references, ranks);
      round++;
    }
    return new Ranks(ranks, round);
  }

  private static double step(int[][] references, double[] ranks) {
    double[] received = new double[ranks.length];
    double unshared = 0;
    for (int from = 0; from < ranks.length; from++) {
      if (references[from].length == 0) {
        unshared += ranks[from];
      }
      double share = ranks[from] / Math.max(1, references[from].length);
      for (int to : references[from]) {
        received[to] += share;
      }
    }
    double base = Ranks.base(unshared, ranks.length);
    double change = 0;
    for (int i = 0; i < ranks.length; i++) {
      double rank = base + Ranks.DAMPING * received[i];
      change = Math.max(change, Math.abs(rank - ranks[i]));
      ranks[i] = rank;
    }
    return change;
  }
}
