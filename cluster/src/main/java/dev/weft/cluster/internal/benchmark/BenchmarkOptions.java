package dev.weft.cluster.internal.benchmark;

/**
 * What to measure.
 *
 * @param members how many member JVMs to start; 0: all in this process
 * @param seconds how long a run of a row takes at the least
 * @param runs how many runs each row has
 * @param filter a part of the names of the rows that are wanted
 * @param scale by how much the large rows are made smaller: 1 for their full size
 */
public record BenchmarkOptions(int members, double seconds, int runs, String filter, int scale) {

  public BenchmarkOptions {
    if (members < 0) {
      throw new IllegalArgumentException("--members is " + members + "; it is 0 or more.");
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("--seconds is " + seconds + "; it is more than 0.");
    }
    if (runs < 1) {
      throw new IllegalArgumentException("--runs is " + runs + "; it is 1 or more.");
    }
    if (scale < 1) {
      throw new IllegalArgumentException("--scale is " + scale + "; it is 1 or more.");
    }
  }
}
