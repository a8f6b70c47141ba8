package dev.weft.examples.classrank;

import dev.weft.Remote;
import java.util.Arrays;

/**
 * Owns the ranks of one slice of the classes. An actor: its slice is sent once and stays where the
 * shard lives; each round brings the shares of all classes and takes back those of its own.
 */
@Remote
class RankShard {

  private Slice slice = new Slice(0, new int[0], new int[0][]);
  private double[] ranks = new double[0];

  /** Takes over a slice of so many classes, all of the same rank, and tells their shares. */
  double[] own(Slice newSlice, int classes) {
    slice = newSlice;
    ranks = new double[slice.size()];
    Arrays.fill(ranks, 1.0 / classes);
    return shares();
  }

  /**
   * Computes the next ranks of this slice.
   *
   * @param shares what each class gives to each of those it mentions
   * @param base what each class has without being mentioned
   */
  Step step(double[] shares, double base) {
    double change = 0;
    for (int i = 0; i < ranks.length; i++) {
      double sum = 0;
      for (int from : slice.incoming()[i]) {
        sum += shares[from];
      }
      double rank = base + Ranks.DAMPING * sum;
      change = Math.max(change, Math.abs(rank - ranks[i]));
      ranks[i] = rank;
    }
    return new Step(shares(), change);
  }

  double[] ranks() {
    return ranks;
  }

  /** A class's rank in equal parts; one that mentions no other keeps it whole, for all. */
  private double[] shares() {
    double[] shares = new double[ranks.length];
    Arrays.setAll(shares, i -> ranks[i] / Math.max(1, slice.outgoing()[i]));
    return shares;
  }

  /**
   * What a step brought.
   *
   * @param shares what each class of the slice gives to each of those it mentions
   * @param change the greatest change of a rank
   */
  @SuppressWarnings("ArrayRecordComponent") // plain arrays are the compact form on the wire
  record Step(double[] shares, double change) {}
}
