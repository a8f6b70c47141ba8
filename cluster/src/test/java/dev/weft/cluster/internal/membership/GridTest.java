package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.MapConfig;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.spi.impl.NodeEngine;
import dev.weft.cluster.internal.security.WeftVersion;
import dev.weft.error.ClusterUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class GridTest {

  @TempDir Path folder;
  private Grids grids;

  @BeforeEach
  void setUp() {
    grids = new Grids(folder);
  }

  @Test
  void shouldFormOneClusterOfTwoMembersAndALiteDriver() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none());
        Grid second = Grid.open(grids.memberOf(first), ServiceRegistration.none());
        Grid driver = Grid.open(grids.driverOf(first), ServiceRegistration.none())) {
      assertThat(driver.hazelcast().getCluster().getMembers())
          .extracting(Member::getUuid)
          .containsExactly(first.uuid(), second.uuid(), driver.uuid());
      assertThat(driver.hazelcast().getCluster().getLocalMember().isLiteMember()).isTrue();

      first.hazelcast().getMap("m").set("key", 42L);
      assertThat(driver.hazelcast().getMap("m").get("key")).isEqualTo(42L);
    }
  }

  @Test
  void shouldKeepDataWhenAMemberLeavesInGoodOrder() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      try (Grid second = Grid.open(grids.memberOf(first), ServiceRegistration.none())) {
        for (int i = 0; i < 100; i++) {
          second.hazelcast().getMap("m").set(i, i);
        }
      }
      await().until(() -> first.hazelcast().getCluster().getMembers().size() == 1);
      assertThat(first.hazelcast().getMap("m").size()).isEqualTo(100);
    }
  }

  @Test
  void shouldRunAnEmbeddedClusterWithoutTouchingTheKeyFile() {
    Path keyFile = folder.resolve("none.key");
    GridSettings settings = GridSettings.of(GridMode.EMBEDDED).withKeyFile(keyFile);
    try (Grid grid = Grid.open(settings, ServiceRegistration.none())) {
      assertThat(grid.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(grid.nodeEngine().getPartitionService().getPartition(0).getOwnerOrNull())
          .isNotNull();
    }
    assertThat(keyFile).doesNotExist();
  }

  @Test
  void shouldRefuseAMemberWithAnotherKeyAndSayWhy() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      GridSettings stranger =
          grids.member().withKeyFile(folder.resolve("other.key")).withJoin(Grids.addressOf(first));

      long start = System.nanoTime();
      assertThatThrownBy(() -> Grid.open(stranger, ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining(Grids.addressOf(first).get(0))
          .hasMessageContaining("the cluster key or name differs")
          .hasMessageContaining("other.key");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(first.hazelcast().getCluster().getMembers()).hasSize(1);
    }
  }

  @Test
  void shouldRefuseAnotherClusterNameAsItRefusesAnotherKey() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      GridSettings stranger =
          grids.member().withClusterName("other").withJoin(Grids.addressOf(first));
      assertThatThrownBy(() -> Grid.open(stranger, ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("the cluster key or name differs");
    }
  }

  @Test
  void shouldNameBothVersionsWhenTheyDoNotFit() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      GridSettings settings = grids.memberOf(first);
      WeftVersion other = new WeftVersion(7, 3, 1);
      assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none(), other))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("7.3.1")
          .hasMessageContaining(WeftVersion.current().toString())
          .hasMessageContaining("upgrade the cluster");
      assertThat(first.hazelcast().getCluster().getMembers()).hasSize(1);
    }
  }

  @Test
  void shouldNotRunAloneWhenNobodyListens() throws Exception {
    int port = freePort();
    GridSettings settings =
        grids
            .member()
            .withJoin(List.of("127.0.0.1:" + port))
            .withJoinTimeout(Duration.ofMillis(500));
    long start = System.nanoTime();
    assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
        .isInstanceOf(ClusterUnavailableException.class)
        .hasMessageContaining("127.0.0.1:" + port + " (Connection refused)")
        .hasMessageContaining("weft member");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldSayWhenAnotherProgramListens() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread web = new Thread(() -> answerOnce(other, "HTTP/1.1 400 Bad Request\r\n\r\n"));
      web.start();
      GridSettings settings = grids.member().withJoin(List.of("127.0.0.1:" + other.getLocalPort()));
      assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("not a Weft member");
      web.join();
    }
  }

  @Test
  void shouldStartAsTheFirstWhenItListsItself() throws Exception {
    int port = freePort();
    List<String> both = List.of("127.0.0.1:" + port, "127.0.0.1:" + freePort());
    try (Grid grid =
        Grid.open(grids.member().withPort(port).withJoin(both), ServiceRegistration.none())) {
      assertThat(grid.address().getPort()).isEqualTo(port);
    }
  }

  @Test
  void shouldNameTheTakenPortAndTheRemedy() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      GridSettings settings = grids.member().withPort(other.getLocalPort());
      assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is taken")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void shouldRefuseToListenOffLoopbackWithoutAKey() {
    // An address of the documentation range: it must be refused before anything is bound.
    GridSettings settings = grids.member().withBindAddress("192.0.2.1");
    assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
        .isInstanceOf(ClusterUnavailableException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("cluster.key does not exist")
        .hasMessageContaining("copy the file");
    assertThat(folder.resolve("cluster.key")).doesNotExist();
  }

  @Test
  void shouldRefuseToJoinAnotherMachineFromLoopback() {
    GridSettings settings = grids.member().withJoin(List.of("192.0.2.1:5701"));
    assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
        .isInstanceOf(ClusterUnavailableException.class)
        .hasMessageContaining("192.0.2.1:5701")
        .hasMessageContaining("weft.bind");
  }

  @Test
  void shouldRefuseAKeyFileThatOthersMayRead() throws Exception {
    Path keyFile = folder.resolve("cluster.key");
    Grid.open(grids.member(), ServiceRegistration.none()).close();
    Files.setPosixFilePermissions(
        keyFile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Grid.open(grids.member(), ServiceRegistration.none()))
        .isInstanceOf(ClusterUnavailableException.class)
        .hasMessageContaining("chmod 600 " + keyFile);
  }

  @Test
  void shouldListenOnItsOneAddressOnly() throws Exception {
    try (Grid grid = Grid.open(grids.member(), ServiceRegistration.none())) {
      // All of 127.0.0.0/8 is this machine, so a socket on all addresses would answer here too.
      InetSocketAddress elsewhere = new InetSocketAddress("127.0.0.2", grid.address().getPort());
      try (Socket socket = new Socket()) {
        assertThatThrownBy(() -> socket.connect(elsewhere, 1000))
            .isInstanceOf(java.net.ConnectException.class);
      }
      assertThatThrownBy(
              () ->
                  Grid.open(grids.member().withBindAddress("0.0.0.0"), ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("all addresses");
    }
  }

  @Test
  void shouldStopWhenItIsReachedButNotAdmitted() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      first.hazelcast().getCluster().changeClusterState(ClusterState.FROZEN);
      GridSettings settings = grids.memberOf(first).withJoinTimeout(Duration.ofSeconds(1));

      assertThatThrownBy(() -> Grid.open(settings, ServiceRegistration.none()))
          .isInstanceOf(ClusterUnavailableException.class)
          .hasMessageContaining("not admitted within 1 s")
          .hasMessageContaining(Grids.addressOf(first).get(0));
      assertThat(HazelcastInstanceFactory.getAllHazelcastInstances()).hasSize(1);
    }
  }

  @Test
  void shouldNoticeAtOnceThatAMemberHasDied() {
    try (Grid first = Grid.open(grids.member(), ServiceRegistration.none())) {
      Grid second = Grid.open(grids.memberOf(first), ServiceRegistration.none());
      second.terminate();
      await()
          .atMost(Duration.ofSeconds(3))
          .until(() -> first.hazelcast().getCluster().getMembers().size() == 1);
    }
  }

  @Test
  void shouldRunTheServiceItIsGiven() {
    AtomicReference<NodeEngine> initialized = new AtomicReference<>();
    ManagedService service =
        new ManagedService() {
          @Override
          public void init(NodeEngine nodeEngine, Properties properties) {
            initialized.set(nodeEngine);
          }

          @Override
          public void reset() {}

          @Override
          public void shutdown(boolean terminate) {}
        };
    ServiceRegistration registration =
        new ServiceRegistration(
            "test-service",
            service,
            4711,
            typeId -> null,
            config -> config.addMapConfig(new MapConfig("mine").setBackupCount(0)));

    try (Grid grid = Grid.open(GridSettings.of(GridMode.EMBEDDED), registration)) {
      assertThat(initialized.get()).isSameAs(grid.nodeEngine());
      assertThat(grid.nodeEngine().<ManagedService>getService("test-service")).isSameAs(service);
      assertThat(grid.hazelcast().getConfig().findMapConfig("mine").getBackupCount()).isZero();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void answerOnce(ServerSocket server, String text) {
    try (Socket peer = server.accept()) {
      peer.getInputStream().read(new byte[8]);
      peer.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
