package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.Demand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a body takes while it runs, and of what: of the member's own, or of a bundle that is
 * reserved there.
 *
 * @param bundle null for the member's own
 */
public record Claim(Demand demand, @Nullable BundleId bundle) {

  /** One slot; nearly all claims are this one, which is compared by identity. */
  public static final Claim ORDINARY = new Claim(Demand.ONE_CPU, null);

  /** Nothing: the short end of a body whose task has given its slot back. */
  static final Claim NOTHING = new Claim(new Demand(0, Map.of()), null);

  /** What takes so much of a member's own. */
  public static Claim of(Demand demand) {
    return demand.isOneCpu() ? ORDINARY : new Claim(demand, null);
  }

  /** Whether it is one slot; there is but one such claim. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isOrdinary() {
    return this == ORDINARY;
  }
}
