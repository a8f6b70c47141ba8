package dev.weft;

import dev.weft.spi.Demand;

/**
 * A part of a placement group: what is reserved together on one member; immutable.
 *
 * <pre>{@code
 * Bundle.cpus(2).resource("gpu", 1)
 * }</pre>
 */
public final class Bundle {

  private final Demand demand;

  private Bundle(Demand demand) {
    this.demand = demand;
  }

  /**
   * Of so many processors.
   *
   * @param count 0 and up, in steps of 0.001
   */
  public static Bundle cpus(double count) {
    return new Bundle(Demand.ONE_CPU.withCpus(count));
  }

  /** With so many bytes of memory. */
  public Bundle memory(long bytes) {
    return new Bundle(demand.withMemory(bytes));
  }

  /** With an amount of what members declare by {@code weft.resources}. */
  public Bundle resource(String name, double amount) {
    return new Bundle(demand.withResource(name, amount));
  }

  /** What it reserves, for engines. */
  public Demand demand() {
    return demand;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bundle bundle && demand.equals(bundle.demand);
  }

  @Override
  public int hashCode() {
    return demand.hashCode();
  }

  @Override
  public String toString() {
    return "Bundle[" + demand + "]";
  }
}
