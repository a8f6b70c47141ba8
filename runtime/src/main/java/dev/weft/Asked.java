package dev.weft;

import dev.weft.spi.Demand;
import dev.weft.spi.Place;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What options say about resources and the place; immutable. */
final class Asked {

  static final Asked NOTHING = new Asked(null, Map.of(), Placement.any());

  private final @Nullable Integer cpus;
  private final Map<String, Long> others; // 0 where the annotation's is taken back
  private final Placement placement;
  private final Demand demand;

  private Asked(@Nullable Integer cpus, Map<String, Long> others, Placement placement) {
    this.cpus = cpus;
    this.others = others;
    this.placement = placement;
    this.demand = demand(cpus, others);
  }

  private static Demand demand(@Nullable Integer cpus, Map<String, Long> others) {
    Map<String, Long> taken = new TreeMap<>(others);
    taken.values().removeIf(amount -> amount == 0);
    boolean isOneCpu = (cpus == null || cpus == Demand.ONE_CPU.cpus()) && taken.isEmpty();
    return isOneCpu
        ? Demand.ONE_CPU
        : new Demand(cpus == null ? Demand.ONE_CPU.cpus() : cpus, taken);
  }

  Asked withCpus(double wanted) {
    return new Asked(Demand.thousandths(Demand.CPUS, wanted), others, placement);
  }

  Asked withMemory(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("memory must be 0 bytes or more, was " + bytes + ".");
    }
    return with(Demand.MEMORY, bytes);
  }

  Asked withResource(String name, double amount) {
    return with(Demand.checked(name), Demand.thousandths(name, amount));
  }

  private Asked with(String name, long amount) {
    Map<String, Long> changed = new TreeMap<>(others);
    changed.put(name, amount);
    return new Asked(cpus, changed, placement);
  }

  Asked withPlacement(Placement wanted) {
    return new Asked(cpus, others, wanted);
  }

  Asked over(Asked annotated) {
    if (this == NOTHING) {
      return annotated;
    }
    if (annotated == NOTHING) {
      return this;
    }
    Map<String, Long> merged = new TreeMap<>(annotated.others);
    merged.putAll(others);
    return new Asked(
        cpus != null ? cpus : annotated.cpus,
        merged,
        placement.place() != Place.ANYWHERE ? placement : annotated.placement);
  }

  Demand demand() {
    return demand;
  }

  Placement placement() {
    return placement;
  }
}
