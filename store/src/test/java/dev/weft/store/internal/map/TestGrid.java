package dev.weft.store.internal.map;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.weft.store.provider.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A few members on loopback in this process. */
final class TestGrid implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<HazelcastInstance> members = new ArrayList<>();
  private final String name = "store-test-" + UUID.randomUUID();

  TestGrid(int size) {
    for (int i = 0; i < size; i++) {
      add(false);
    }
    await("all partitions backed up", () -> first().getPartitionService().isClusterSafe());
  }

  HazelcastInstance add(boolean lite) {
    Config config = new Config().setClusterName(name).setLiteMember(lite);
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.map.invalidation.batchfrequency.seconds", "1");
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    for (HazelcastInstance member : members) {
      int port = member.getCluster().getLocalMember().getAddress().getPort();
      join.getTcpIpConfig().addMember("127.0.0.1:" + port);
    }
    Stores.configure(config);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
    members.add(member);
    await("all members joined", () -> member.getCluster().getMembers().size() == members.size());
    return member;
  }

  HazelcastInstance first() {
    return members.get(0);
  }

  HazelcastInstance second() {
    return members.get(1);
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    members.forEach(m -> m.getLifecycleService().terminate());
  }
}
