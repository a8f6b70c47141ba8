package dev.weft.it.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long the longest call of each fault took, by kinds of faults. */
final class Costs {

  private final Map<Fault, List<Long>> stalls = new EnumMap<>(Fault.class);

  void add(RunReport report) {
    for (Strike strike : report.strikes()) {
      stalls
          .computeIfAbsent(strike.fault(), kind -> new ArrayList<>())
          .add(report.longestStallMillis(strike));
    }
  }

  /** A line a kind. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Longest stall of a call in ms, by faults:\n");
    stalls.forEach((kind, all) -> text.append(line(kind, all)));
    return text.toString();
  }

  private static String line(Fault kind, List<Long> all) {
    Collections.sort(all);
    return String.format(
        "%-22s %5d times, p50 %6d, p99 %6d, most %6d%n",
        kind, all.size(), atPercent(50, all), atPercent(99, all), all.get(all.size() - 1));
  }

  /** The least that so many percent are not above. */
  private static long atPercent(int percent, List<Long> sorted) {
    return sorted.get((percent * sorted.size() + 99) / 100 - 1);
  }
}
