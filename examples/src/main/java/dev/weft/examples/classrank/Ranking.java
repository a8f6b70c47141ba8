package dev.weft.examples.classrank;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The answer, and what it took.
 *
 * @param classes the classes
 * @param references what each of them mentions
 * @param ranks the rank of each
 * @param parseTime the time from the list of classes to the references
 * @param rankTime the time from the references to the ranks
 */
@SuppressWarnings("ArrayRecordComponent") // as many as classes, and never changed
record Ranking(
    ClassList classes, int[][] references, Ranks ranks, Duration parseTime, Duration rankTime) {

  /** One class and its rank. */
  record Entry(String name, double rank) {}

  /** The classes of the highest ranks, the highest first. */
  List<Entry> top(int count) {
    return IntStream.range(0, classes.size())
        .mapToObj(i -> new Entry(classes.names()[i].replace('/', '.'), ranks.values()[i]))
        .sorted((a, b) -> Double.compare(b.rank(), a.rank()))
        .limit(count)
        .toList();
  }

  long referenceCount() {
    return Arrays.stream(references).mapToLong(mentioned -> mentioned.length).sum();
  }

  /**
   * The greatest difference between the ranks that two rankings give to one class; infinite if they
   * do not rank the same classes by the same references.
   */
  double difference(Ranking other) {
    if (!Arrays.equals(classes.names(), other.classes.names())
        || !Arrays.deepEquals(references, other.references)) {
      return Double.POSITIVE_INFINITY;
    }
    return IntStream.range(0, classes.size())
        .mapToDouble(i -> Math.abs(ranks.values()[i] - other.ranks.values()[i]))
        .max()
        .orElse(0);
  }
}
