package dev.weft.cluster.sim;

import java.util.Map;
import java.util.TreeMap;

/** How often things happened in a campaign that must happen sometimes. */
public final class Sometimes {

  private final Map<String, Long> counts = new TreeMap<>();

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** How often it happened. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /**
   * Checks that each of some things happened.
   *
   * @throws AssertionError with those that did not
   */
  public void require(String... things) {
    StringBuilder missing = new StringBuilder();
    for (String thing : things) {
      if (of(thing) == 0) {
        missing.append("\n  ").append(thing);
      }
    }
    if (!missing.isEmpty()) {
      throw new AssertionError("Never happened in this campaign:" + missing + "\nDid: " + counts);
    }
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
