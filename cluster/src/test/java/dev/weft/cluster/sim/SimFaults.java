package dev.weft.cluster.sim;

import java.time.Duration;

/**
 * How bad a network is.
 *
 * @param loss how probable it is that a request gets lost, and, apart from that, an answer
 * @param doubling how probable it is that a request is delivered twice
 * @param lateness how probable it is that a message, or the second of two, takes up to {@code
 *     mostLate}
 * @param least the least time a message takes on its way
 * @param most what it takes usually at most; two messages may overtake each other
 * @param mostLate what a late one takes at most
 * @param patience when a request without an answer counts as timed out
 */
public record SimFaults(
    double loss,
    double doubling,
    double lateness,
    Duration least,
    Duration most,
    Duration mostLate,
    Duration patience) {

  /** A network that loses nothing and is quick. */
  public static SimFaults none() {
    return new SimFaults(
        0,
        0,
        0,
        Duration.ofNanos(50_000),
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        Duration.ofSeconds(10));
  }

  /** Another probability of loss. */
  public SimFaults withLoss(double probability) {
    return new SimFaults(probability, doubling, lateness, least, most, mostLate, patience);
  }

  /** Another probability of doubles. */
  public SimFaults withDoubling(double probability) {
    return new SimFaults(loss, probability, lateness, least, most, mostLate, patience);
  }

  /** Other late messages. */
  public SimFaults withLateness(double probability, Duration longest) {
    return new SimFaults(loss, doubling, probability, least, most, longest, patience);
  }

  /** Other times for messages that are not late. */
  public SimFaults withDelay(Duration shortest, Duration longest) {
    return new SimFaults(loss, doubling, lateness, shortest, longest, mostLate, patience);
  }

  /** Another time after which a request counts as timed out. */
  public SimFaults withPatience(Duration time) {
    return new SimFaults(loss, doubling, lateness, least, most, mostLate, time);
  }
}
