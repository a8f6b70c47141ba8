package dev.weft.cluster.internal.actor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Remembers why actors died, the last {@value #MAX} of them, for the messages to late callers. */
final class DeathNotes {

  private static final int MAX = 10_000;

  private final Map<UUID, String> reasons =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
          return size() > MAX;
        }
      };

  synchronized void add(UUID incarnation, String reason) {
    reasons.put(incarnation, reason);
  }

  synchronized String reason(UUID incarnation) {
    return reasons.getOrDefault(
        incarnation, "the member that held it was lost, or its job has ended");
  }
}
