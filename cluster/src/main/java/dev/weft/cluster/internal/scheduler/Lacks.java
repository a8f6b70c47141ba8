package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.Demand;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What those lack whose turn it was and who could not begin: nobody behind them takes any of it, or
 * a large demand would wait for ever behind small ones.
 */
final class Lacks {

  private final IdentityHashMap<Ledger, Set<String>> missing = new IdentityHashMap<>();

  /** Whether a demand may begin now; if it lacks something itself, that is kept for it. */
  boolean allow(Ledger ledger, Demand demand) {
    Set<String> own = ledger.missing(demand);
    if (!own.isEmpty()) {
      missing.computeIfAbsent(ledger, key -> new HashSet<>()).addAll(own);
      return false;
    }
    Set<String> kept = missing.get(ledger);
    return kept == null || !takesOf(kept, demand);
  }

  private static boolean takesOf(Set<String> kept, Demand demand) {
    if (demand.cpus() > 0 && kept.contains(Demand.CPUS)) {
      return true;
    }
    for (String name : demand.others().keySet()) {
      if (kept.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
