package dev.weft.cluster.internal.task;

import dev.weft.store.ObjectId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tasks that were cancelled before they came, as messages may overtake: the last few of them. */
final class RecentIds {

  private static final int MAX = 4096;

  private final Set<ObjectId> ids =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ObjectId, Boolean> eldest) {
              return size() > MAX;
            }
          });

  synchronized void add(ObjectId id) {
    ids.add(id);
  }

  /** Forgets an id; returns whether it was there. */
  synchronized boolean remove(ObjectId id) {
    return ids.remove(id);
  }
}
