package dev.weft.cluster.internal.benchmark;

/**
 * The least that something could cost: the same without Weft.
 *
 * @param name what it is
 * @param operations how many operations a run of the body is
 * @param body does them
 */
record Floor(String name, double operations, Body body) {

  /** The same, so many times for one run. */
  Floor times(int count) {
    return new Floor(
        name,
        operations * count,
        () -> {
          for (int i = 0; i < count; i++) {
            body.run();
          }
        });
  }
}
