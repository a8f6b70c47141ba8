package dev.weft.cluster.internal.engine;

import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import java.util.concurrent.CountDownLatch;

/** Runs a member until its process is told to stop. */
public final class MemberStart {

  private MemberStart() {}

  /**
   * Starts a member, prints one line, and serves. Returns when the member has left its cluster.
   *
   * @throws dev.weft.error.ClusterUnavailableException if it cannot start or join
   */
  public static void run(WeftConfig config) throws InterruptedException {
    GridSettings settings =
        GridSettings.of(GridMode.MEMBER)
            .withBindAddress(config.bind())
            .withPort(config.port())
            .withJoin(config.join())
            .withClusterName(config.cluster())
            .withKeyFile(config.keyFile());
    ClusterNode node = ClusterNode.start(settings, config.slots(), config.namespace());
    Engines.adopt(node);
    CountDownLatch left = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  left.countDown();
                },
                "weft-shutdown"));
    if (config.banner()) {
      print(Banner.ofMember(node, settings));
    }
    left.await();
  }

  private static void print(String line) {
    System.err.println(line);
  }
}
