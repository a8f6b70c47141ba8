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

  /** Naive recursion. */
  List<Floor> recursion(int n, double calls);

  @Override
  void close();
}
