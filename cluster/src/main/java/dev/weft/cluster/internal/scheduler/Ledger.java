package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.Demand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What there is of everything, and how much of it is taken. Processors may be overbooked by threads
 * whose wait is over; nothing else can be.
 *
 * <p>Not safe for use by several threads.
 */
final class Ledger {

  /** What takes no processor is bounded too: each has a thread. */
  static final int MAX_FREE_RIDERS = 64;

  private final Demand total;
  private final Map<String, Long> taken = new HashMap<>();
  private int cpusTaken;
  private int freeRiders;

  Ledger(Demand total) {
    this.total = total;
  }

  Demand total() {
    return total;
  }

  /** How many thousandths of processors are taken; more than there are when overbooked. */
  int cpusTaken() {
    return cpusTaken;
  }

  /** Whether there is a whole processor. */
  boolean hasCpu() {
    return cpusTaken + Demand.WHOLE <= total.cpus();
  }

  boolean hasCpus(int cpus) {
    return cpus == 0 ? freeRiders < MAX_FREE_RIDERS : cpusTaken + cpus <= total.cpus();
  }

  boolean has(String name, long amount) {
    return taken.getOrDefault(name, 0L) + amount <= total.others().getOrDefault(name, 0L);
  }

  boolean has(Demand demand) {
    return missing(demand).isEmpty();
  }

  /** The names of what there is too little of. */
  Set<String> missing(Demand demand) {
    Set<String> missing = new HashSet<>();
    if (!hasCpus(demand.cpus())) {
      missing.add(Demand.CPUS);
    }
    demand
        .others()
        .forEach(
            (name, amount) -> {
              if (!has(name, amount)) {
                missing.add(name);
              }
            });
    return missing;
  }

  void take(Demand demand) {
    takeCpus(demand.cpus());
    takeOthers(demand);
  }

  void give(Demand demand) {
    giveCpus(demand.cpus());
    giveOthers(demand);
  }

  void takeCpus(int cpus) {
    cpusTaken += cpus;
    if (cpus == 0) {
      freeRiders++;
    }
  }

  void giveCpus(int cpus) {
    cpusTaken -= cpus;
    if (cpus == 0) {
      freeRiders--;
    }
  }

  void takeOthers(Demand demand) {
    demand.others().forEach((name, amount) -> taken.merge(name, amount, Long::sum));
  }

  void giveOthers(Demand demand) {
    demand
        .others()
        .forEach(
            (name, amount) ->
                taken.compute(
                    name, (key, had) -> had == null || had.equals(amount) ? null : had - amount));
  }

  /** What is taken. */
  Demand taken() {
    return new Demand(Math.max(0, cpusTaken), taken);
  }
}
