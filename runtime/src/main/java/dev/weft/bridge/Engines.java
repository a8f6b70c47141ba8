package dev.weft.bridge;

import dev.weft.WeftConfig;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.internal.inline.InlineEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.EngineProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Holds the engine of this process: the one static reference between woven code and whatever runs
 * its calls.
 *
 * <p>{@code engine} is written under the class monitor and read without it.
 */
public final class Engines {

  private static volatile @Nullable Engine engine;
  private static @Nullable WeftConfig config;
  private static @Nullable EngineProvider installed;
  private static boolean wasShutDown;

  private Engines() {}

  /** Called by the agent: where the engine comes from when it is needed. */
  public static synchronized void install(EngineProvider provider) {
    installed = provider;
  }

  /** The running engine, started with the configuration of the environment if there is none. */
  public static Engine current() {
    Engine running = engine;
    return running != null ? running : startImplicitly();
  }

  /** The running engine, if any. */
  public static Optional<Engine> running() {
    return Optional.ofNullable(engine);
  }

  /**
   * Starts the engine, or does nothing if it runs with the same configuration.
   *
   * @throws IllegalStateException if it runs with another one
   */
  public static synchronized void start(WeftConfig wanted) {
    if (engine != null) {
      if (config != null && !config.equals(wanted)) {
        throw new IllegalStateException(
            "Weft is running already, with other settings: "
                + config.difference(wanted)
                + ". Call Weft.init before the first remote call, or Weft.shutdown first.");
      }
      return;
    }
    engine = provider(wanted).map(p -> p.start(wanted)).orElseGet(InlineEngine::new);
    config = wanted;
    wasShutDown = false;
  }

  /**
   * Binds a thread's process to an engine that was started otherwise, as members do.
   *
   * @throws IllegalStateException if another one runs
   */
  public static synchronized void adopt(Engine started) {
    if (engine != null && engine != started) {
      throw new IllegalStateException("Another engine runs in this process already.");
    }
    engine = started;
  }

  /** Stops the engine, if it runs. */
  public static synchronized void stop() {
    Engine running = engine;
    if (running == null) {
      return;
    }
    wasShutDown = true;
    engine = null;
    config = null;
    running.close();
  }

  private static synchronized Engine startImplicitly() {
    if (wasShutDown) {
      throw new ClusterUnavailableException(
          "Weft was shut down in this process. Call Weft.init() to start it again.");
    }
    start(WeftConfig.fromEnvironment());
    Engine started = engine;
    if (started == null) {
      throw new ClusterUnavailableException("No engine was started.");
    }
    return started;
  }

  private static Optional<EngineProvider> provider(WeftConfig config) {
    if (config.isInline()) {
      return Optional.empty();
    }
    EngineProvider provider = installed;
    if (provider != null) {
      return Optional.of(provider);
    }
    Optional<EngineProvider> found =
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).findFirst();
    return found.isPresent() ? found : ServiceLoader.load(EngineProvider.class).findFirst();
  }
}
