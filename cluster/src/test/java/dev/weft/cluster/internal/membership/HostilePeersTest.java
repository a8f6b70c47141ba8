package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.cluster.internal.security.ClusterKey;
import dev.weft.cluster.internal.security.KeyHandshake;
import dev.weft.cluster.internal.security.KeyHandshake.Intent;
import dev.weft.cluster.internal.security.WeftVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a member port does to peers without the key, and with the key but the wrong protocol. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HostilePeersTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration HANDSHAKE_LIMIT = Duration.ofMillis(6500);
  private static final byte[] HELLO = "WEFT\1\0\0\0".getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path folder;
  private static Grids grids;
  private static Grid member;

  @BeforeAll
  static void start() {
    grids = new Grids(folder);
    member = Grid.open(grids.member(), ServiceRegistration.none());
  }

  @AfterAll
  static void stop() {
    member.close();
  }

  @AfterEach
  void shouldServeItsClusterAsBefore() {
    try (Grid driver = Grid.open(grids.driverOf(member), ServiceRegistration.none())) {
      driver.hazelcast().getMap("m").set(1, 2);
      assertThat(member.hazelcast().getMap("m").get(1)).isEqualTo(2);
    }
  }

  @Test
  void shouldHangUpOnOtherProtocolsAtOnce() throws Exception {
    long seed = System.nanoTime();
    byte[] random = new byte[64];
    new Random(seed).nextBytes(random);
    byte[] tlsHello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    List<byte[]> hellos =
        List.of(
            random,
            tlsHello,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            "HZC".getBytes(StandardCharsets.US_ASCII),
            "CP2".getBytes(StandardCharsets.US_ASCII),
            new byte[] {0x7f, -1, -1, -1});
    for (byte[] hello : hellos) {
      try (Socket peer = connect()) {
        peer.getOutputStream().write(hello);
        assertThat(untilClosed(peer)).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void shouldHangUpOnTheSilentAndTheSlowWithinTheLimit() throws Exception {
    try (Socket silent = connect();
        Socket slow = connect()) {
      long start = System.nanoTime();
      Thread writer = new Thread(() -> writeSlowly(slow));
      writer.start();
      silent.setSoTimeout((int) HANDSHAKE_LIMIT.toMillis());
      slow.setSoTimeout((int) HANDSHAKE_LIMIT.toMillis());
      assertThat(untilClosed(silent)).isEmpty();
      assertThat(untilClosed(slow)).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANDSHAKE_LIMIT);
      writer.interrupt();
      writer.join();
    }
  }

  @Test
  void shouldAdmitMembersWhileManySilentPeersHoldConnections() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(connect());
      }
      long start = System.nanoTime();
      shouldServeItsClusterAsBefore();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void shouldKeepNothingOfRefusedConnections() throws Exception {
    long before = member.refusedConnections();
    for (int i = 0; i < 300; i++) {
      try (Socket peer = connect()) {
        peer.setSoLinger(true, 0);
        peer.getOutputStream().write('X');
      }
    }
    await().until(() -> member.refusedConnections() >= before + 300);
    RefusedChannels channels = new RefusedChannels(member.nodeEngine().getNode());
    await().until(() -> channels.sweep() == 0);
    // A sweep that cannot reach the set would report 0 as well, but never 1.
    try (Socket peer = connect()) {
      await().until(() -> channels.sweep() == 1);
    }
  }

  @Test
  void shouldRefuseAReplayedHandshake() throws Exception {
    byte[] recorded = recordHandshake();

    try (Socket replay = connect()) {
      replay.getOutputStream().write(recorded);
      // Its challenge, and then nothing.
      assertThat(untilClosed(replay)).hasSize(72);
    }
  }

  @Test
  void shouldRefuseAHandshakeThatStopsHalfWay() throws Exception {
    byte[] recorded = recordHandshake();
    try (Socket peer = connect()) {
      peer.getOutputStream().write(recorded, 0, 20);
      peer.shutdownOutput();
      assertThat(untilClosed(peer)).isEmpty();
    }
    try (Socket peer = connect()) {
      peer.getOutputStream().write(recorded, 0, 60);
      peer.shutdownOutput();
      assertThat(untilClosed(peer)).hasSize(72);
    }
  }

  @Test
  void shouldHangUpOnTheClientProtocolEvenWithTheKey() throws Exception {
    try (Socket client = connectWithKey()) {
      client.getOutputStream().write("CP2".getBytes(StandardCharsets.US_ASCII));
      // Hazelcast's word for "another protocol is spoken here".
      assertThat(new String(untilClosed(client), StandardCharsets.US_ASCII)).isEqualTo("HZX");
    }
  }

  @Test
  void shouldHangUpOnTextProtocolsEvenWithTheKey() throws Exception {
    for (String text : List.of("GET /hazelcast/health HTTP/1.1\r\n\r\n", "get key\r\n")) {
      try (Socket client = connectWithKey()) {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(untilClosed(client), StandardCharsets.US_ASCII)).isEqualTo("HZX");
      }
    }
  }

  /** The bytes that an honest connector sends. */
  private static byte[] recordHandshake() throws IOException {
    ByteBuffer sent = ByteBuffer.allocate(1024);
    try (Socket socket = new RecordingSocket(sent)) {
      socket.connect(member.address());
      handshake().connect(socket, Intent.ASK, KeyHandshake.TIME_LIMIT);
    }
    byte[] recorded = new byte[sent.position()];
    sent.flip().get(recorded);
    assertThat(recorded).startsWith(HELLO[0], HELLO[1], HELLO[2], HELLO[3], HELLO[4]).hasSize(80);
    return recorded;
  }

  private static Socket connectWithKey() throws IOException {
    Socket socket = connect();
    handshake().connect(socket, Intent.CONNECT, KeyHandshake.TIME_LIMIT);
    socket.setSoTimeout((int) AT_ONCE.toMillis());
    return socket;
  }

  private static KeyHandshake handshake() {
    return new KeyHandshake(ClusterKey.read(grids.keyFile()), "weft", WeftVersion.current());
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(member.address());
    socket.setSoTimeout((int) AT_ONCE.toMillis());
    return socket;
  }

  /** All that the member sends until it hangs up. */
  private static byte[] untilClosed(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] received = new byte[4096];
    int length = 0;
    try {
      for (int count = in.read(received); count >= 0; ) {
        length += count;
        count = in.read(received, length, received.length - length);
      }
    } catch (SocketException e) {
      // Closed while it had bytes of ours unread.
    }
    return java.util.Arrays.copyOf(received, length);
  }

  private static void writeSlowly(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 40; i++) {
        out.write(i < HELLO.length ? HELLO[i] : 7);
        TimeUnit.MILLISECONDS.sleep(400); // the attack itself; no test waits for this
      }
    } catch (IOException | InterruptedException e) {
      // The member has hung up, as it should.
    }
  }

  /** A socket that keeps what is sent through it. */
  private static final class RecordingSocket extends Socket {

    private final ByteBuffer sent;

    RecordingSocket(ByteBuffer sent) {
      this.sent = sent;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      OutputStream out = super.getOutputStream();
      return new OutputStream() {
        @Override
        public void write(int value) throws IOException {
          sent.put((byte) value);
          out.write(value);
        }
      };
    }
  }
}
