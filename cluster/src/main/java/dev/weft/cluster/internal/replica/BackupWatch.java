package dev.weft.cluster.internal.replica;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Sees, once for each view, when all that is here is kept on as many members as it should be. Until
 * then the loss of one more member may lose some of it.
 */
final class BackupWatch {

  @GuardedBy("this")
  private View seen = View.none();

  @GuardedBy("this")
  private long since;

  @GuardedBy("this")
  private boolean isSettled = true;

  /** Notes the view; returns whether it is a new one. */
  synchronized boolean begins(View view, long now) {
    if (view.version() == seen.version()) {
      return false;
    }
    seen = view;
    since = now;
    isSettled = view.members().isEmpty();
    return true;
  }

  /** Whether nothing is to be waited for in a view: all is kept, or there is another view. */
  synchronized boolean isOver(View view) {
    return isSettled || view.version() != seen.version();
  }

  /**
   * Looks whether it is so by now.
   *
   * @param isKept whether all is kept as it should be
   * @param tenant is told if it is, for the first time in this view
   */
  void look(long now, BooleanSupplier isKept, Tenant tenant) {
    View view;
    Duration took;
    synchronized (this) {
      if (isSettled || !isKept.getAsBoolean()) {
        return;
      }
      isSettled = true;
      view = seen;
      took = Duration.ofNanos(now - since);
    }
    tenant.kept(view, took);
  }
}
