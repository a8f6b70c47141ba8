package dev.weft.cluster.internal.engine;

import dev.weft.WeftConfig;
import dev.weft.cluster.internal.membership.ExitWatch;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.cluster.internal.scheduler.Capacity;
import dev.weft.cluster.internal.view.Quorum;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.spi.ProcessEnd;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Starts the node of an application's process. */
public final class EngineStart {

  private EngineStart() {}

  /** Starts an embedded node, or a driver; prints the banner. */
  public static ClusterNode of(WeftConfig config) {
    GridSettings settings = settings(config);
    ClusterNode node =
        onDaemonThread(
            () ->
                ClusterNode.start(
                    settings,
                    Capacity.of(config),
                    config.placementTimeout(),
                    Quorum.MAJORITY,
                    config.drain()));
    Thread hook =
        new Thread(
            () -> {
              ProcessEnd.begins();
              node.close();
            },
            "weft-shutdown");
    hook.setContextClassLoader(EngineStart.class.getClassLoader());
    Runtime.getRuntime().addShutdownHook(hook);
    node.onClose(() -> removeHook(hook));
    ExitWatch.start(node::close);
    if (config.banner()) {
      print(Banner.of(node, settings));
      UnwovenCallers.line().ifPresent(EngineStart::print);
    }
    return node;
  }

  /** A hook that stays would keep the node for ever in a process that starts and stops it often. */
  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is on its way out: perhaps the hook is what runs this
    }
  }

  private static GridSettings settings(WeftConfig config) {
    GridSettings settings =
        config.join().isEmpty()
            ? GridSettings.of(GridMode.EMBEDDED)
            : GridSettings.of(GridMode.DRIVER)
                .withJoin(config.join())
                .withClusterName(config.cluster())
                .withKeyFile(config.keyFile());
    return settings
        .withBindAddress(config.bind())
        .withPort(config.port())
        .withHeartbeat(config.heartbeat(), config.deadAfter());
  }

  /**
   * Threads inherit being daemons, and the grid's must be: an application's process ends when its
   * {@code main} has ended.
   */
  private static ClusterNode onDaemonThread(Supplier<ClusterNode> start) {
    CompletableFuture<ClusterNode> started = new CompletableFuture<>();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Thread thread =
        new Thread(
            () -> {
              try {
                started.complete(start.get());
              } catch (RuntimeException | Error e) {
                started.completeExceptionally(e);
              }
            },
            "weft-start");
    thread.setDaemon(true);
    thread.setContextClassLoader(context);
    thread.start();
    try {
      return started.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("Interrupted while Weft was starting.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ClusterUnavailableException("Weft could not start: " + e.getCause(), e.getCause());
    }
  }

  /** The one line that an application's user sees; standard output is the application's own. */
  private static void print(String line) {
    System.err.println(line);
  }
}
