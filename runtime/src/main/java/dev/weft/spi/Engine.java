package dev.weft.spi;

import dev.weft.Bundle;
import dev.weft.PlacementGroup;
import dev.weft.Strategy;
import dev.weft.WeftContext;
import java.time.Duration;
import java.util.List;

/** A running engine: the part of a cluster that this process is. */
public interface Engine extends AutoCloseable {

  TaskEngine tasks();

  ActorEngine actors();

  ObjectStore objects();

  /** Where the calling thread runs. */
  WeftContext context();

  /**
   * Reserves bundles, all or none; waits until that is done.
   *
   * @throws dev.weft.error.UnplaceableException if it is not done in time
   */
  default PlacementGroup reserve(List<Bundle> bundles, Strategy strategy, Duration timeout) {
    return UnreservedGroup.of(bundles, context().member());
  }

  /** Leaves the cluster; all refs still pending fail. */
  @Override
  void close();
}
