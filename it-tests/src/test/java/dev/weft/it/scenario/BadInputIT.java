package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MavenBuild;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is refused at the door: wrong keys, wrong addresses, wrong bytes. Members serve on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

  private static final String VERSION_FILE =
      "dev/weft/cluster/internal/security/weft-version.properties";

  private Path pricing = Path.of("");

  @BeforeAll
  void compile() {
    pricing = SampleApp.of("pricing").jar();
  }

  @AfterEach
  void membersShouldBeAlive(TestCluster cluster) {
    assertThat(cluster.members()).allMatch(member -> member.process().isAlive());
  }

  @AfterAll
  void membersShouldServeOn(TestCluster cluster) {
    JavaProcess driver = driver("after", cluster.driverOptions()).run();

    assertThat(driver.out().lines()).contains("tree of calls 219841");
    assertThat(driver.err().text()).contains("2 members");
  }

  @Test
  void shouldRefuseAnotherKey(TestCluster cluster) {
    Path otherKey = Artifacts.newFolder("key").resolve("other.key");
    JavaProcess driver =
        driver(
                "wrong-key",
                List.of(
                    "-Dweft.join=" + cluster.address(),
                    "-Dweft.cluster=" + cluster.name(),
                    "-Dweft.key.file=" + otherKey))
            .start();
    JavaProcess member =
        MemberProcess.command(
                "wrong-key-member",
                List.of(
                    "--port",
                    "0",
                    "--join",
                    cluster.address(),
                    "--cluster",
                    cluster.name(),
                    "--key-file",
                    otherKey.toString()))
            .start();

    assertThat(driver.awaitExit().exitCode()).isOne();
    assertThat(driver.err().text())
        .contains("ClusterUnavailableException: Cannot join the cluster")
        .contains(cluster.address() + " (handshake refused: the cluster key or name differs)")
        .contains("Copy the key file");
    assertThat(member.awaitExit().exitCode()).isOne();
    assertThat(member.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("weft: Cannot join the cluster")
        .contains("the cluster key or name differs");
    assertThat(cluster.member(0).log().text()).contains("Refused a connection from 127.0.0.1");
  }

  @Test
  void shouldRefuseAnotherClusterName(TestCluster cluster) {
    JavaProcess driver =
        driver(
                "wrong-name",
                List.of(
                    "-Dweft.join=" + cluster.address(),
                    "-Dweft.cluster=other",
                    "-Dweft.key.file=" + cluster.keyFile()))
            .start();

    assertThat(driver.awaitExit().exitCode()).isOne();
    assertThat(driver.err().text()).contains("the cluster key or name differs");
  }

  @Test
  void shouldRefuseAnotherMinorVersion(TestCluster cluster) throws IOException {
    Path release = Artifacts.newFolder("release");
    Path file = release.resolve(VERSION_FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "version=7.3.0\n");

    JavaProcess member =
        new JavaCommand("other-version")
            .classPath(release, Artifacts.weftJar())
            .main(
                "dev.weft.cluster.internal.cli.WeftCommand",
                "member",
                "--port",
                "0",
                "--join",
                cluster.address(),
                "--cluster",
                cluster.name(),
                "--key-file",
                cluster.keyFile().toString())
            .start();

    assertThat(member.awaitExit().exitCode()).isOne();
    assertThat(member.err().text())
        .contains("Cannot join the cluster")
        .contains("runs Weft " + Artifacts.version().replace("-SNAPSHOT", ""))
        .contains("This is Weft 7.3.0")
        .contains("the same major and minor version");
  }

  @Test
  void shouldSayThatNobodyIsThere() {
    JavaProcess driver = driver("nobody", List.of("-Dweft.join=127.0.0.1:1")).start();

    assertThat(driver.awaitExit().exitCode()).isOne();
    assertThat(driver.err().text())
        .contains("ClusterUnavailableException: Cannot join the cluster. Tried: 127.0.0.1:1")
        .contains("Start a member there");
  }

  @Test
  void shouldRefuseAllAddresses() {
    JavaProcess member =
        MemberProcess.command("any-address", List.of("--port", "0", "--bind", "0.0.0.0")).start();

    assertThat(member.awaitExit().exitCode()).isOne();
    assertThat(member.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("'0.0.0.0' stands for all addresses");
  }

  @Test
  void shouldRefuseToListenBeyondLoopbackWithoutKey() throws SocketException {
    Optional<String> address = addressBeyondLoopback();
    Assumptions.assumeTrue(address.isPresent(), "this machine has loopback addresses only");
    Path noKey = Artifacts.newFolder("key").resolve("missing.key");

    JavaProcess member =
        MemberProcess.command(
                "no-key",
                List.of(
                    "--port", "0", "--bind", address.orElseThrow(), "--key-file", noKey.toString()))
            .start();

    assertThat(member.awaitExit().exitCode()).isOne();
    assertThat(member.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("Refusing to listen on " + address.orElseThrow())
        .contains("without a cluster key")
        .contains(noKey.toString());
    assertThat(noKey).doesNotExist();
  }

  @Test
  void shouldNameATakenPort(TestCluster cluster) {
    int taken = cluster.member(0).port();
    Path key = Artifacts.newFolder("key").resolve("cluster.key");

    JavaProcess member =
        MemberProcess.command(
                "taken-port",
                List.of("--port", Integer.toString(taken), "--key-file", key.toString()))
            .start();

    assertThat(member.awaitExit().exitCode()).isOne();
    assertThat(member.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("Port " + taken + " is taken");
  }

  @Test
  void shouldServeOnThroughStrangeBytes(TestCluster cluster) throws IOException {
    List<Socket> silent = new ArrayList<>();
    Random random = new Random(42);
    for (MemberProcess member : cluster.members()) {
      for (int i = 0; i < 20; i++) {
        byte[] noise = new byte[1 + random.nextInt(8192)];
        random.nextBytes(noise);
        send(member, noise);
      }
      send(member, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      send(member, "HZC\0\0\0\0\1".getBytes(StandardCharsets.ISO_8859_1));
      send(member, new byte[0]);
      silent.add(new Socket(member.host(), member.port()));
    }

    JavaProcess driver = driver("meanwhile", cluster.driverOptions()).run();

    assertThat(driver.out().lines()).contains("tree of calls 219841");
    for (MemberProcess member : cluster.members()) {
      assertThat(member.process().isAlive()).isTrue();
      assertThat(member.log().text()).contains("Refused a connection from 127.0.0.1");
    }
    for (Socket socket : silent) {
      socket.close();
    }
  }

  @Test
  void shouldRefuseALambdaThatIsNoRemoteCallAtItsPlace(TestCluster cluster) {
    JavaProcess driver =
        new JavaCommand("lambda")
            .agent()
            .options(cluster.driverOptions())
            .classPath(SampleApp.of("lambda").jar())
            .main("wrong.Main")
            .start();

    assertThat(driver.awaitExit().exitCode()).isOne();
    assertThat(driver.out().lines()).containsExactly("right: 2");
    assertThat(driver.err().text())
        .contains("WeaveException: wrong.Main.main(Main.java:23)")
        .contains("wrong.Main.ordinary is not @Remote")
        .contains("Let the lambda end in a call of a @Remote static method");
  }

  @Test
  void shouldFailTheBuildOfALambdaThatIsNoRemoteCall() {
    JavaProcess maven = MavenBuild.of("lambda").run("package");

    assertThat(maven.exitCode()).isOne();
    assertThat(maven.out().text())
        .contains("BUILD FAILURE")
        .contains("wrong.Main.main(Main.java:23)")
        .contains("wrong.Main.ordinary is not @Remote")
        .contains("Let the lambda end in a call of a @Remote static method");
  }

  private JavaCommand driver(String name, List<String> options) {
    return new JavaCommand(name).agent().options(options).classPath(pricing).main("shop.Main");
  }

  /** Writes some bytes and hangs up; the other end may have hung up before. */
  private static void send(MemberProcess member, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(member.host(), member.port())) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(bytes);
        out.flush();
      } catch (SocketException e) {
        // Refused at the first bytes already.
      }
    }
  }

  private static Optional<String> addressBeyondLoopback() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .findFirst();
  }
}
