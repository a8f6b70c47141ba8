package dev.weft.cluster.internal.membership;

/**
 * For how long Hazelcast refuses the id of a member that it has seen join: 30 s, lest a request
 * that was late on its way brings back a member that has gone. But a member that rejoins comes with
 * the id it had, and requests are not late by that much.
 *
 * <p>Hazelcast takes this time from a system property only, which is set for just the moments in
 * which a node is made. Of two that are made at once one may miss it, and then waits longer.
 */
final class StaleJoins {

  private static final String PROPERTY = "hazelcast.stale.join.prevention.duration.seconds";
  private static final String SECONDS = "5";

  private StaleJoins() {}

  /** Called before Hazelcast makes a node. */
  static void shorten() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, SECONDS);
    }
  }

  /** Called when Hazelcast has made it. */
  static void restore() {
    if (SECONDS.equals(System.getProperty(PROPERTY))) {
      System.clearProperty(PROPERTY);
    }
  }
}
