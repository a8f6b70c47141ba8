package dev.weft.spi;

import dev.weft.WeftConfig;

/**
 * Starts the engine of this process. Installed by the agent, or found by {@link
 * java.util.ServiceLoader}.
 */
public interface EngineProvider {

  /**
   * Starts an engine and waits until it can take calls.
   *
   * @throws dev.weft.error.ClusterUnavailableException if the cluster asked for was not joined
   */
  Engine start(WeftConfig config);
}
