package dev.weft.cluster.internal.shipping;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives detached actors their classes, which they need when the job that has created them is over:
 * all that the actor's class refers to is put into the grid, for a job of its own.
 */
public final class DetachedClasses {

  private final BundleMap map;
  private final Transport transport;

  public DetachedClasses(BundleMap map, Transport transport) {
    this.map = map;
    this.transport = transport;
  }

  /**
   * Gives an actor its classes. Blocks; never on a grid thread.
   *
   * @param job that creates it
   * @param driver the driver of that job; null if it has none
   * @param type the actor's class
   * @param detached the actor's own job
   */
  public void give(UUID job, @Nullable NodeId driver, String type, UUID detached, UUID actor) {
    new ClassFetcher(job, driver, map, transport).publish(type);
    map.adopt(job, detached, actor);
  }

  /** Takes them back: the actor could not be created, or was there already. */
  public void take(UUID detached) {
    map.forget(detached);
  }
}
