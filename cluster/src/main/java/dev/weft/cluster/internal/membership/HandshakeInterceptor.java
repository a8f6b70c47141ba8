package dev.weft.cluster.internal.membership;

import com.hazelcast.instance.impl.Node;
import com.hazelcast.nio.MemberSocketInterceptor;
import dev.weft.cluster.internal.security.HandshakeException;
import dev.weft.cluster.internal.security.HandshakeException.Reason;
import dev.weft.cluster.internal.security.HandshakeGate;
import dev.weft.cluster.internal.security.KeyHandshake;
import dev.weft.cluster.internal.security.KeyHandshake.Intent;
import dev.weft.cluster.internal.security.RefusalLog;
import dev.weft.cluster.internal.security.WeftVersion;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handshake on every connection between members, before Hazelcast reads or writes a byte
 * of it. Hazelcast closes the connection when this throws.
 */
final class HandshakeInterceptor implements MemberSocketInterceptor {

  private final KeyHandshake handshake;
  private final WeftVersion version;
  private final HandshakeGate gate = new HandshakeGate(GridConfig.HANDSHAKES);
  private final RefusalLog refusals = new RefusalLog();
  private volatile @Nullable RefusedChannels channels;

  HandshakeInterceptor(KeyHandshake handshake, WeftVersion version) {
    this.handshake = handshake;
    this.version = version;
  }

  /** Tells of the node whose connections these are. */
  void attach(Node node) {
    channels = new RefusedChannels(node);
  }

  @Override
  public void init(Properties properties) {
    // Made complete by its constructor.
  }

  @Override
  public void onConnect(Socket socket) throws IOException {
    handshake.connect(socket, Intent.CONNECT, KeyHandshake.TIME_LIMIT);
  }

  @Override
  public void onAccept(Socket socket) throws IOException {
    HandshakeGate.Place place = gate.enter(socket);
    try (place) {
      handshake.accept(socket);
    } catch (HandshakeException e) {
      report(socket, e);
      throw refuse();
    } catch (IOException e) {
      Reason reason = place.isCrowdedOut() ? Reason.CROWDED_OUT : Reason.HUNG_UP;
      refusals.refused(socket.getInetAddress(), reason.text());
      throw refuse();
    }
  }

  private RefusedConnectionException refuse() {
    RefusedChannels refused = channels;
    if (refused != null) {
      refused.count();
    }
    return new RefusedConnectionException();
  }

  /** How many connections were refused so far. */
  long refused() {
    return refusals.count();
  }

  private void report(Socket socket, HandshakeException e) {
    if (e.reason() == Reason.ASKED_ONLY) {
      return;
    }
    String versions =
        e.peerVersion() == null ? "" : ", " + e.peerVersion() + ", and this member " + version;
    refusals.refused(socket.getInetAddress(), e.reason().text() + versions);
  }
}
