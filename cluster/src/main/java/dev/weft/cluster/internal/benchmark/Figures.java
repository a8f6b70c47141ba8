package dev.weft.cluster.internal.benchmark;

/**
 * What was measured of one body.
 *
 * @param rate operations a second, the median of the runs
 * @param deviation its standard deviation over the runs
 * @param operationMicros how long an operation takes: its share of the median run of the body
 * @param p50Micros how long one run of the body takes: the median
 * @param p99Micros and the 99th percentile
 * @param cpuMicros CPU time for an operation, of all processes together
 */
record Figures(
    double rate,
    double deviation,
    double operationMicros,
    double p50Micros,
    double p99Micros,
    double cpuMicros) {

  /**
   * How many times as long as another one takes for an operation. Medians say that better than
   * rates, which contain each pause that the machine had for other reasons.
   */
  double times(Figures floor) {
    return operationMicros / floor.operationMicros;
  }

  /** How many times as much CPU as another one takes for an operation; 0 if that is not known. */
  double cpuTimes(Figures floor) {
    return floor.cpuMicros == 0 ? 0 : cpuMicros / floor.cpuMicros;
  }
}
