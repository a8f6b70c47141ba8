package dev.weft.cluster;

import dev.weft.WeftConfig;
import dev.weft.cluster.internal.engine.EngineStart;
import dev.weft.cluster.internal.membership.StartupNoise;
import dev.weft.spi.Engine;
import dev.weft.spi.EngineProvider;

/**
 * Starts the engine that runs calls in a cluster: embedded, or as a driver when members to join are
 * given.
 */
public final class ClusterEngineProvider implements EngineProvider {

  @Override
  public Engine start(WeftConfig config) {
    StartupNoise.silence(); // before the first logger of anything below
    return EngineStart.of(config);
  }
}
