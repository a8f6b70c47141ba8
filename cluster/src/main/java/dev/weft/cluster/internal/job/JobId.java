package dev.weft.cluster.internal.job;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a job: it is the id of the node that drives it. Or, of a detached actor, which has a job of
 * its own without a driver, it is made of the actor's incarnation.
 */
public record JobId(UUID uuid) {

  /** The version of such ids, which is free for uses of one's own; those of nodes have others. */
  private static final int DETACHED = 8;

  public JobId {
    Objects.requireNonNull(uuid, "uuid");
  }

  /** The job that a node drives. */
  public static JobId drivenBy(NodeId driver) {
    return new JobId(driver.uuid());
  }

  /**
   * The job of a detached actor.
   *
   * @param incarnation the actor's
   */
  public static JobId ofDetached(UUID incarnation) {
    long high = (incarnation.getMostSignificantBits() & ~0xF000L) | ((long) DETACHED << 12);
    return new JobId(new UUID(high, incarnation.getLeastSignificantBits()));
  }

  /** Whether it is that of a detached actor. */
  public boolean isDetached() {
    return uuid.version() == DETACHED;
  }

  /** The node that drives it; of a detached actor's job there is no such node. */
  public NodeId driver() {
    return new NodeId(uuid);
  }

  @Override
  public String toString() {
    return uuid.toString().substring(0, 8);
  }
}
