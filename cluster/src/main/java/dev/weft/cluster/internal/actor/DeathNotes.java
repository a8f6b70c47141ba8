package dev.weft.cluster.internal.actor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why actors died, the last {@value #MAX} of them, for the messages to late callers; and
 * what the last {@value #MAX_FAILURES} constructors threw that failed.
 */
final class DeathNotes {

  private static final int MAX = 10_000;
  private static final int MAX_FAILURES = 1_000;
  private static final int MAX_FAILURE_BYTES = 64 << 10;

  private final Map<UUID, String> reasons = latest(MAX);
  private final Map<UUID, byte[]> failures = latest(MAX_FAILURES);

  synchronized void add(UUID incarnation, Death death) {
    reasons.put(incarnation, death.reason());
    byte[] failure = death.failure();
    if (failure != null && failure.length <= MAX_FAILURE_BYTES) {
      failures.put(incarnation, failure);
    }
  }

  /** The death of one that is known to have died here. */
  synchronized @Nullable Death find(UUID incarnation) {
    String reason = reasons.get(incarnation);
    return reason == null ? null : new Death(reason, failures.get(incarnation));
  }

  /** The death of one that is not here. */
  Death of(UUID incarnation) {
    Death known = find(incarnation);
    return known != null
        ? known
        : Death.of("the member that held it was lost, or its job has ended");
  }

  private static <V> Map<UUID, V> latest(int max) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
        return size() > max;
      }
    };
  }
}
