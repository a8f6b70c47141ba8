package dev.weft.cluster.internal.transport;

import java.util.Objects;
import java.util.UUID;

/** Names one life of one process in the cluster. */
public record NodeId(UUID uuid) {

  public NodeId {
    Objects.requireNonNull(uuid, "uuid");
  }

  @Override
  public String toString() {
    return uuid.toString().substring(0, 8);
  }
}
