package dev.weft.cluster.internal.task;

import dev.weft.store.ObjectId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attempts of tasks that were cancelled before they came, as messages may overtake: the last few.
 */
final class RecentIds {

  private static final int MAX = 4096;

  private final Map<ObjectId, Integer> attempts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Integer> eldest) {
          return size() > MAX;
        }
      };

  private volatile boolean isUsed; // written under this

  /** Remembers an attempt, and with it those before. */
  synchronized void add(ObjectId id, int attempt) {
    attempts.merge(id, attempt, Math::max);
    isUsed = true;
  }

  /** Forgets a task if that attempt of it is remembered; returns whether it was. */
  boolean remove(ObjectId id, int attempt) {
    return isUsed && removeKnown(id, attempt);
  }

  private synchronized boolean removeKnown(ObjectId id, int attempt) {
    Integer known = attempts.get(id);
    if (known == null || known < attempt) {
      return false;
    }
    attempts.remove(id);
    isUsed = !attempts.isEmpty();
    return true;
  }
}
