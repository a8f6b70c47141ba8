package dev.weft.cluster.internal.benchmark;

import java.util.List;

/** What rows are compared with. */
interface Floors extends AutoCloseable {

  /** One call, waited for. */
  List<Floor> sync();

  /** Many calls that are under way together, all waited for. */
  List<Floor> async(int calls);

  /** One call of something that takes one at a time, waited for. */
  List<Floor> actorSync();

  /** Many such calls that are under way together. */
  List<Floor> actorAsync(int calls);

  /** One change of something that is kept twice, where there are two to keep it, waited for. */
  List<Floor> keptSync();

  /**
   * Many such changes that are under way together.
   *
   * @param things how many different things they change, in turn
   */
  List<Floor> keptAsync(int calls, int things);

  /** Naive recursion. */
  List<Floor> recursion(int n, double calls);

  @Override
  void close();
}
