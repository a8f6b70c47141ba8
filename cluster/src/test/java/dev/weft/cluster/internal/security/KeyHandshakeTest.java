package dev.weft.cluster.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.security.HandshakeException.Reason;
import dev.weft.cluster.internal.security.KeyHandshake.Intent;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class KeyHandshakeTest {

  private static final WeftVersion VERSION = new WeftVersion(1, 2, 3);

  private final ClusterKey key = ClusterKey.random();
  private final KeyHandshake handshake = new KeyHandshake(key, "weft", VERSION);
  private ServerSocket server;
  private Socket connector;
  private Socket acceptor;

  @BeforeEach
  void connect() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    connector = new Socket(server.getInetAddress(), server.getLocalPort());
    acceptor = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    connector.close();
    acceptor.close();
    server.close();
  }

  @Test
  void shouldTellEachSideTheOthersVersionAndLeaveNoByteUnread() throws Exception {
    KeyHandshake newer = new KeyHandshake(key, "weft", new WeftVersion(1, 2, 9));
    Outcome outcome = run(newer, Intent.CONNECT);

    assertThat(outcome.acceptor).hasToString("1.2.9");
    assertThat(outcome.connector).hasToString("1.2.3");
    connector.getOutputStream().write('H');
    acceptor.getOutputStream().write('Z');
    assertThat(acceptor.getInputStream().read()).isEqualTo('H');
    assertThat(connector.getInputStream().read()).isEqualTo('Z');
  }

  @Test
  void shouldHangUpOnOneWhoOnlyAsks() throws Exception {
    Outcome outcome = run(handshake, Intent.ASK);
    assertThat(outcome.connector).hasToString("1.2.3");
    assertThat(outcome.acceptor).isEqualTo(Reason.ASKED_ONLY);
  }

  @Test
  void shouldRefuseAnotherKeyAndAnotherNameAlike() throws Exception {
    assertThat(run(new KeyHandshake(ClusterKey.random(), "weft", VERSION), Intent.CONNECT))
        .isEqualTo(new Outcome(Reason.KEY_DIFFERS, Reason.KEY_DIFFERS));
    close();
    connect();
    assertThat(run(new KeyHandshake(key, "other", VERSION), Intent.CONNECT))
        .isEqualTo(new Outcome(Reason.KEY_DIFFERS, Reason.KEY_DIFFERS));
  }

  @Test
  void shouldTellBothSidesThatTheVersionsDoNotFit() throws Exception {
    KeyHandshake older = new KeyHandshake(key, "weft", new WeftVersion(1, 1, 3));
    assertThat(run(older, Intent.CONNECT))
        .isEqualTo(new Outcome(Reason.VERSION_DIFFERS, Reason.VERSION_DIFFERS));
  }

  @Test
  void shouldNotTakeItsOwnWordsForAPeers() throws Exception {
    // A peer without the key that sends everything back as it came.
    CompletableFuture<Void> mirror = CompletableFuture.runAsync(() -> mirror(acceptor));
    Object outcome = connectorOutcome(handshake, Intent.CONNECT);
    assertThat(outcome).isIn(Reason.KEY_DIFFERS, Reason.TOO_SLOW, Reason.NOT_WEFT);
    connector.close();
    mirror.join();
  }

  @Test
  void shouldNotLetAConnectorPassItselfOffAsAnAcceptor() throws Exception {
    // Both ends connect: neither may take the other's opening for a challenge.
    CompletableFuture<Object> other =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return handshake.connect(
                    acceptor, Intent.CONNECT, java.time.Duration.ofMillis(300));
              } catch (HandshakeException e) {
                return e.reason();
              } catch (java.io.IOException e) {
                return Reason.HUNG_UP;
              }
            });
    assertThat(connectorOutcome(handshake, Intent.CONNECT)).isInstanceOf(Reason.class);
    assertThat(other.join()).isInstanceOf(Reason.class);
  }

  private Outcome run(KeyHandshake connecting, Intent intent) {
    CompletableFuture<Object> accepted = CompletableFuture.supplyAsync(this::acceptorOutcome);
    Object connected = connectorOutcome(connecting, intent);
    return new Outcome(connected, accepted.join());
  }

  private Object connectorOutcome(KeyHandshake connecting, Intent intent) {
    try {
      return connecting.connect(connector, intent, java.time.Duration.ofMillis(500));
    } catch (HandshakeException e) {
      closeQuietly(connector);
      return e.reason();
    } catch (java.io.IOException e) {
      closeQuietly(connector);
      return Reason.HUNG_UP;
    }
  }

  private Object acceptorOutcome() {
    try {
      return handshake.accept(acceptor);
    } catch (HandshakeException e) {
      return e.reason();
    } catch (java.io.IOException e) {
      return e;
    }
  }

  private static void mirror(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[1024];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        socket.getOutputStream().write(bytes, 0, count);
      }
    } catch (java.io.IOException e) {
      // The connector has hung up.
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record Outcome(Object connector, Object acceptor) {}
}
