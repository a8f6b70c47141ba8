package dev.weft.cluster.internal.engine;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.cluster.internal.scheduler.Capacity;
import dev.weft.cluster.internal.view.Quorum;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a member until its process is told to stop. */
public final class MemberStart {

  private static final Duration ADMISSION = Duration.ofSeconds(3);

  private MemberStart() {}

  /**
   * Starts a member, prints one line, and serves until the process is told to stop, or until the
   * member loses its grid by itself, as after an OutOfMemoryError.
   *
   * @return whether it was told to
   * @throws dev.weft.error.ClusterUnavailableException if it cannot start or join
   */
  public static boolean run(WeftConfig config) throws InterruptedException {
    GridSettings settings =
        GridSettings.of(GridMode.MEMBER)
            .withBindAddress(config.bind())
            .withPort(config.port())
            .withJoin(config.join())
            .withClusterName(config.cluster())
            .withKeyFile(config.keyFile());
    ClusterNode node =
        ClusterNode.start(
            settings,
            Capacity.of(config),
            config.placementTimeout(),
            config.isAnyQuorum() ? Quorum.ANY : Quorum.MAJORITY);
    Engines.serve(node, config);
    CountDownLatch gone = new CountDownLatch(1);
    AtomicBoolean wasTold = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  wasTold.set(true);
                  node.jvmEnds();
                },
                "weft-shutdown"));
    node.grid().hazelcast().getLifecycleService().addLifecycleListener(new GoneListener(gone));
    PauseWatch.start(forgivenPause(settings), () -> !node.grid().isAlone(), () -> stoodStill(node));
    if (config.banner()) {
      awaitAdmission(node);
      print(Banner.ofMember(node, settings));
    }
    gone.await();
    return wasTold.get();
  }

  /** The others need some milliseconds to agree; the line is to say what they have agreed on. */
  private static void awaitAdmission(ClusterNode node) throws InterruptedException {
    CountDownLatch admitted = new CountDownLatch(1);
    node.views()
        .listen(
            view -> {
              if (view.contains(node.transport().self())) {
                admitted.countDown();
              }
            });
    boolean unused = admitted.await(ADMISSION.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Others may count a member as dead that was last heard up to two heartbeats before it paused.
   */
  private static Duration forgivenPause(GridSettings settings) {
    return settings.deadAfter().minus(settings.heartbeat().multipliedBy(2));
  }

  /** Others have declared this member dead and gone on: what it holds is of the past. */
  private static void stoodStill(ClusterNode node) {
    print("weft: this process stood still for longer than a member may; it leaves. Start it anew.");
    node.grid().terminate();
  }

  private static void print(String line) {
    System.err.println(line);
  }

  /** Opens a latch when the grid has gone, for whatever reason. */
  private record GoneListener(CountDownLatch gone) implements LifecycleListener {

    @Override
    public void stateChanged(LifecycleEvent event) {
      if (event.getState() == LifecycleState.SHUTDOWN) {
        gone.countDown();
      }
    }
  }
}
