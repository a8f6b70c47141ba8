package dev.weft.cluster.internal.replica;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Actions decided on under a lock, done in that order outside of it, by one thread at a time. */
final class Afterwards {

  private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

  @GuardedBy("this")
  private final Deque<Runnable> actions = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean isRunning;

  /** Adds an action, under any lock. */
  synchronized void add(Runnable action) {
    actions.add(action);
  }

  /** Does what there is, under no lock; or leaves it to the thread that is at it. */
  void run() {
    for (Runnable action = next(true); action != null; action = next(false)) {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        log.error("What was to follow a change of a partition failed.", e);
      }
    }
  }

  private synchronized @Nullable Runnable next(boolean isFirst) {
    if (isFirst && isRunning) {
      return null;
    }
    Runnable action = actions.poll();
    isRunning = action != null;
    return action;
  }
}
