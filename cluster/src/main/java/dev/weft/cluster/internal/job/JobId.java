package dev.weft.cluster.internal.job;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Objects;
import java.util.UUID;

/** Names a job; it is the id of the node that drives it. */
public record JobId(UUID uuid) {

  public JobId {
    Objects.requireNonNull(uuid, "uuid");
  }

  /** The job that a node drives. */
  public static JobId drivenBy(NodeId driver) {
    return new JobId(driver.uuid());
  }

  public NodeId driver() {
    return new NodeId(uuid);
  }

  @Override
  public String toString() {
    return uuid.toString().substring(0, 8);
  }
}
