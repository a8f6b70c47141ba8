package dev.weft.cluster.internal.engine;

import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.error.ClusterUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that a member's process is, one after the other. A member that the others have gone on
 * without does not take up again what it was: its node ends, with all that it holds, and a new one
 * with a new id joins the others at the same address. So nothing of the former life has to be found
 * and forgotten piece by piece.
 *
 * <p>{@code node} and {@code ends} are guarded by this.
 */
final class MemberLives {

  private static final Logger log = LoggerFactory.getLogger(MemberLives.class);

  private static final Duration ADMISSION = Duration.ofSeconds(3);
  private static final long RETRY_MILLIS = 1_000;

  private final Function<GridSettings, ClusterNode> starter;
  private final Consumer<ClusterNode> serving;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable ClusterNode node;
  private boolean ends;

  /**
   * @param starter starts a node
   * @param serving is told of each that has started
   */
  MemberLives(Function<GridSettings, ClusterNode> starter, Consumer<ClusterNode> serving) {
    this.starter = starter;
    this.serving = serving;
  }

  /** Starts the first node. */
  ClusterNode begin(GridSettings settings) {
    ClusterNode first = starter.apply(settings);
    live(first);
    return first;
  }

  /** The JVM is being shut down. */
  void jvmEnds() {
    ClusterNode last;
    synchronized (this) {
      ends = true;
      last = node;
    }
    if (last != null) {
      last.jvmEnds();
    }
  }

  /** Waits until a node has ended and no other takes its place. */
  void awaitEnd() throws InterruptedException {
    over.await();
  }

  /** Returns false if the process is about to end. */
  private boolean live(ClusterNode next) {
    synchronized (this) {
      if (ends) {
        return false;
      }
      node = next;
    }
    serving.accept(next);
    next.grid()
        .hazelcast()
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.SHUTDOWN) {
                ended(next);
              }
            });
    next.heal(() -> startAfresh(next));
    return true;
  }

  /** A node that ends while it is still the one of this process takes the process along. */
  private synchronized void ended(ClusterNode which) {
    if (node == which) {
      over.countDown();
    }
  }

  private void startAfresh(ClusterNode former) {
    synchronized (this) {
      if (node != former || ends) {
        return;
      }
      node = null;
    }
    GridSettings settings = former.grid().settingsToRejoin();
    former.abandon("This member was cut off");
    ClusterNode next = join(settings);
    if (next == null) {
      return;
    }
    if (!live(next)) {
      next.jvmEnds();
      return;
    }
    try {
      awaitAdmission(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.info("Joined anew as node {}; members: {}.", next.transport().self(), next.workers());
  }

  /** Waits for the others to agree that a node is a member, which they need milliseconds for. */
  static void awaitAdmission(ClusterNode node) throws InterruptedException {
    CountDownLatch admitted = new CountDownLatch(1);
    node.views()
        .listen(
            view -> {
              if (view.contains(node.transport().self())) {
                admitted.countDown();
              }
            });
    boolean unused = admitted.await(ADMISSION.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tries until it succeeds, or the process ends: there is nothing else that it could do. */
  private @Nullable ClusterNode join(GridSettings settings) {
    boolean isFirst = true;
    while (true) {
      synchronized (this) {
        if (ends) {
          return null;
        }
      }
      try {
        return starter.apply(settings);
      } catch (ClusterUnavailableException e) {
        if (isFirst) {
          log.warn("Could not join anew, and tries again: {}", e.getMessage());
        }
        isFirst = false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
