package dev.weft.examples.classrank;

/**
 * The ranks of a graph.
 *
 * @param values the rank of each class; their sum is 1
 * @param rounds how many rounds it took until they stood still
 */
@SuppressWarnings("ArrayRecordComponent") // as many as classes, and never changed
record Ranks(double[] values, int rounds) {

  /** The part of its rank that a class passes on; the rest comes to all alike. */
  static final double DAMPING = 0.85;

  /** When no rank changes by more than this, all stand still. */
  static final double STILL = 1e-10;

  static final int MAX_ROUNDS = 100;

  /**
   * What a class has without being mentioned.
   *
   * @param unshared the ranks of all who mention none, together: it comes to all alike too
   */
  static double base(double unshared, int classes) {
    return (1 - DAMPING + DAMPING * unshared) / classes;
  }
}
