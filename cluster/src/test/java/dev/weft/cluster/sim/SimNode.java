package dev.weft.cluster.sim;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process that can be paused and crash. What happens on a node happens by {@link #run}: a paused
 * node does it when it is resumed, in the same order; a crashed one never does.
 *
 * <p>A process that is started anew is another node.
 */
public final class SimNode {

  private final Sim sim;
  private final Deque<Runnable> deferred = new ArrayDeque<>();
  private final Clock clock =
      new Clock() {
        @Override
        public long nanoTime() {
          return sim.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable action) {
          sim.after(delay, () -> run(action));
        }
      };
  private NodeId id;
  private boolean isPaused;
  private boolean isCrashed;

  SimNode(Sim sim, NodeId id) {
    this.sim = sim;
    this.id = id;
  }

  public NodeId id() {
    return id;
  }

  /** The same process under another name, as after a merge; see {@link SimNetwork#rename}. */
  void id(NodeId newId) {
    id = newId;
  }

  /** The time of this node; its timers wait while it is paused, and end when it crashes. */
  public Clock clock() {
    return clock;
  }

  public boolean isCrashed() {
    return isCrashed;
  }

  public boolean isPaused() {
    return isPaused;
  }

  public void crash() {
    sim.trace(() -> this + " crashes");
    isCrashed = true;
    deferred.clear();
  }

  public void pause() {
    sim.trace(() -> this + " pauses");
    isPaused = true;
  }

  /** Goes on, with all that has come meanwhile. */
  public void resume() {
    sim.trace(() -> this + " resumes");
    isPaused = false;
    while (!isPaused && !isCrashed && !deferred.isEmpty()) {
      deferred.remove().run();
    }
  }

  /** Does something on this node: now, later, or never. */
  public void run(Runnable action) {
    if (isCrashed) {
      return;
    }
    if (isPaused) {
      deferred.add(action);
    } else {
      action.run();
    }
  }

  @Override
  public String toString() {
    return "node " + id;
  }
}
