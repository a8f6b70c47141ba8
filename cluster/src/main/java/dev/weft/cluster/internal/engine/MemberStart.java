package dev.weft.cluster.internal.engine;

import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.cluster.internal.scheduler.Capacity;
import dev.weft.cluster.internal.view.Quorum;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a member until its process is told to stop. */
public final class MemberStart {

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
            .withKeyFile(config.keyFile())
            .withHeartbeat(config.heartbeat(), config.deadAfter());
    MemberLives lives =
        new MemberLives(
            from ->
                ClusterNode.start(
                    from,
                    Capacity.of(config),
                    config.placementTimeout(),
                    config.isAnyQuorum() ? Quorum.ANY : Quorum.MAJORITY,
                    config.drain()),
            node -> Engines.serve(node, config));
    ClusterNode node = lives.begin(settings);
    AtomicBoolean wasTold = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  wasTold.set(true);
                  lives.jvmEnds();
                },
                "weft-shutdown"));
    if (config.banner()) {
      MemberLives.awaitAdmission(node); // the line is to say what the others have agreed on
      print(Banner.ofMember(node, settings));
    }
    lives.awaitEnd();
    return wasTold.get();
  }

  private static void print(String line) {
    System.err.println(line);
  }
}
