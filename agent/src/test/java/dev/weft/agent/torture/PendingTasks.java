package dev.weft.agent.torture;

import java.util.ArrayList;
import java.util.List;

/** The calls of one activation that were not begun, in the order in which they were made. */
final class PendingTasks {

  private final List<LateEngine.Task> tasks = new ArrayList<>();

  void add(LateEngine.Task task) {
    tasks.add(task);
  }

  int size() {
    return tasks.size();
  }

  /** Takes one out; returns whether it was there. */
  boolean remove(LateEngine.Task task) {
    int index = tasks.lastIndexOf(task);
    if (index >= 0) {
      tasks.remove(index);
    }
    return index >= 0;
  }

  /**
   * The last one that can run now and stands at a place or before it, or the last of all.
   *
   * @param place how many may stand before it; at least 0
   */
  LateEngine.Task lastReady(int place) {
    for (int i = Math.min(place, tasks.size() - 1); i >= 0; i--) {
      if (tasks.get(i).isReady()) {
        return tasks.get(i);
      }
    }
    for (int i = tasks.size() - 1; i > place; i--) {
      if (tasks.get(i).isReady()) {
        return tasks.get(i);
      }
    }
    throw new AssertionError("somebody waits for what none of " + tasks + " can bring about");
  }
}
