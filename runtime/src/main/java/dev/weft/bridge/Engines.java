package dev.weft.bridge;

import dev.weft.WeftConfig;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.internal.inline.InlineEngine;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.Engine;
import dev.weft.spi.EngineProvider;
import java.lang.System.Logger.Level;
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
  private static String howItEnded = "was shut down";
  private static boolean isServing;

  private Engines() {}

  /** Called by the agent: where the engine comes from when it is needed. */
  public static synchronized void install(EngineProvider provider) {
    installed = provider;
  }

  /** Called by the agent when it weaves nothing: what needs an engine all the same runs here. */
  public static void installInline() {
    install(config -> new InlineEngine());
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
    Optional<EngineProvider> provider = provider(wanted);
    if (provider.isEmpty() && !wanted.isInline()) {
      withoutCluster(wanted);
    }
    Traces.showAll(wanted.isTraceFull());
    StrictOrder.set(wanted.isStrict());
    engine = provider.map(p -> p.start(wanted)).orElseGet(InlineEngine::new);
    config = wanted;
    wasShutDown = false;
  }

  /**
   * Makes an engine that was started otherwise this process's own.
   *
   * @throws IllegalStateException if another one runs
   */
  public static synchronized void adopt(Engine started) {
    if (engine != null && engine != started) {
      throw new IllegalStateException("Another engine runs in this process already.");
    }
    engine = started;
  }

  /**
   * The same for a member, which no code that it runs may stop. A member that starts afresh puts
   * its new engine in the place of the former one.
   */
  public static synchronized void serve(Engine member, WeftConfig settings) {
    Traces.showAll(settings.isTraceFull());
    StrictOrder.set(settings.isStrict());
    if (isServing) {
      engine = member;
      return;
    }
    adopt(member);
    isServing = true;
  }

  /**
   * An engine has ended by itself. If it was this process's, a new one is not started but by {@code
   * Weft.init}: what the program had in the cluster is gone.
   */
  public static synchronized void lost(Engine ended) {
    if (engine == ended && !isServing) {
      engine = null;
      config = null;
      wasShutDown = true;
      howItEnded = "has lost its cluster, and with it its job,";
    }
  }

  /**
   * Stops the engine, if it runs.
   *
   * @throws IllegalStateException on a member: that is its operator's, not a task's to stop
   */
  public static void stop() {
    Engine running;
    synchronized (Engines.class) {
      running = engine;
      if (running == null) {
        return;
      }
      if (isServing) {
        throw new IllegalStateException(
            "Weft.shutdown() was called in a task or actor on a member: it would end the member for"
                + " all. A job ends when its driver does.");
      }
      wasShutDown = true;
      howItEnded = "was shut down";
      engine = null;
      config = null;
    }
    running.close();
  }

  private static synchronized Engine startImplicitly() {
    if (wasShutDown) {
      throw new ClusterUnavailableException(
          "Weft " + howItEnded + " in this process. Call Weft.init() to start it again.");
    }
    start(WeftConfig.fromEnvironment());
    Engine started = engine;
    if (started == null) {
      throw new ClusterUnavailableException("No engine was started.");
    }
    return started;
  }

  /** Woven code without the cluster module: plain Java, unless a cluster was asked for. */
  private static void withoutCluster(WeftConfig wanted) {
    String remedy = "Add dev.weft:weft-cluster to the class path, or start with the agent.";
    if (!wanted.join().isEmpty()) {
      throw new ClusterUnavailableException(
          "Cannot join " + wanted.join() + ": nothing here can run a cluster. " + remedy);
    }
    System.getLogger("dev.weft")
        .log(Level.INFO, "Remote calls run in their caller's thread: no cluster here. " + remedy);
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
