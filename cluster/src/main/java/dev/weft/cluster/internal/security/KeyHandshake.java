package dev.weft.cluster.internal.security;

import dev.weft.cluster.internal.security.HandshakeException.Reason;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/**
 * The mutual proof, on a fresh socket, that both ends hold the same cluster key for the same
 * cluster name, and run releases that understand each other.
 *
 * <p>Each side sends 32 random bytes and a code (HMAC-SHA256) over all bytes so far in both
 * directions, under a key derived from the cluster key and the cluster name, with a label for its
 * direction. So a recorded handshake is worth nothing, a code cannot be sent back to its maker, and
 * another key and another name look the same. The verdict on the releases comes last and is under a
 * code as well. Frames have fixed sizes; no length is ever read from the peer.
 *
 * <pre>
 *   HELLO      "WEFT" | protocol 1 | intent 1 | zero 2 | nonce 32
 *   CHALLENGE  "WEFT" | protocol 1 | zero 3 | nonce 32 | code 32
 *   PROOF      "WF"   | major 2 | minor 2 | patch 2 | code 32
 *   RESULT     "WF"   | major 2 | minor 2 | patch 2 | code 32
 * </pre>
 *
 * <p>Instances hold no state of a connection and may be shared by threads.
 */
public final class KeyHandshake {

  /** How long one handshake may take, from the first byte to the last. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  /** What a connector wants. */
  public enum Intent {
    /** To become a connection between members. */
    CONNECT((byte) 0),
    /** To know whether it would be let in; the acceptor hangs up afterwards. */
    ASK((byte) 1);

    private final byte code;

    Intent(byte code) {
      this.code = code;
    }
  }

  private static final byte PROTOCOL = 1;
  private static final byte[] START = {'W', 'E', 'F', 'T', PROTOCOL};
  private static final byte[] VERSION_START = {'W', 'F'};
  private static final int NONCE_BYTES = 32;
  private static final int CODE_BYTES = 32;
  private static final int HEAD_BYTES = 8;
  private static final int HELLO_BYTES = HEAD_BYTES + NONCE_BYTES;
  private static final int CHALLENGE_BYTES = HEAD_BYTES + NONCE_BYTES + CODE_BYTES;
  private static final int VERSION_BYTES = HEAD_BYTES + CODE_BYTES;
  private static final int INTENT_OFFSET = START.length;

  private static final byte[] ACCEPTOR = {1};
  private static final byte[] CONNECTOR = {2};
  private static final byte[] RESULT = {3};

  private final ClusterKey key;
  private final WeftVersion version;
  private final SecureRandom random = new SecureRandom();

  public KeyHandshake(ClusterKey key, String clusterName, WeftVersion version) {
    this.key = key.derive("weft handshake " + PROTOCOL + ":" + clusterName);
    this.version = version;
  }

  /**
   * Proves this side to a member that was connected to, and has it prove itself.
   *
   * @return the member's release
   * @throws HandshakeException if it must not be talked to
   */
  public WeftVersion connect(Socket socket, Intent intent, Duration limit) throws IOException {
    DeadlineSocket peer = new DeadlineSocket(socket, limit);
    byte[] hello = head(HELLO_BYTES);
    hello[INTENT_OFFSET] = intent.code;
    fillNonce(hello);
    peer.write(hello);

    byte[] challenge = peer.read(CHALLENGE_BYTES, START);
    check(challenge, ACCEPTOR, hello);

    byte[] proof = versionFrame();
    seal(proof, CONNECTOR, hello, challenge);
    peer.write(proof);

    byte[] result = peer.read(VERSION_BYTES, VERSION_START);
    check(result, RESULT, hello, challenge, proof);
    WeftVersion theirs = checkVersion(result);
    peer.release();
    return theirs;
  }

  /**
   * Has a connected peer prove itself, and proves this side to it.
   *
   * @return the peer's release
   * @throws HandshakeException if the peer must not be let in, or only asked
   */
  public WeftVersion accept(Socket socket) throws IOException {
    DeadlineSocket peer = new DeadlineSocket(socket, TIME_LIMIT);
    byte[] hello = peer.read(HELLO_BYTES, START);

    byte[] challenge = head(CHALLENGE_BYTES);
    fillNonce(challenge);
    seal(challenge, ACCEPTOR, hello);
    peer.write(challenge);

    byte[] proof = readProof(peer);
    check(proof, CONNECTOR, hello, challenge);

    byte[] result = versionFrame();
    seal(result, RESULT, hello, challenge, proof);
    peer.write(result);
    WeftVersion theirs = checkVersion(proof);
    if (hello[INTENT_OFFSET] != Intent.CONNECT.code) {
      throw new HandshakeException(Reason.ASKED_ONLY);
    }
    peer.release();
    return theirs;
  }

  /** A peer with another key sees that the challenge is not for it, and hangs up. */
  private static byte[] readProof(DeadlineSocket peer) throws IOException {
    try {
      return peer.read(VERSION_BYTES, VERSION_START);
    } catch (HandshakeException e) {
      throw e.reason() == Reason.HUNG_UP ? new HandshakeException(Reason.KEY_DIFFERS) : e;
    }
  }

  private static byte[] head(int size) {
    return Arrays.copyOf(START, size);
  }

  private void fillNonce(byte[] frame) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, frame, HEAD_BYTES, NONCE_BYTES);
  }

  private byte[] versionFrame() {
    return ByteBuffer.allocate(VERSION_BYTES)
        .put(VERSION_START)
        .putShort((short) version.major())
        .putShort((short) version.minor())
        .putShort((short) version.patch())
        .array();
  }

  /** Both sides judge by the same rule, so each knows the other's verdict from its release. */
  private WeftVersion checkVersion(byte[] frame) throws HandshakeException {
    ByteBuffer buffer =
        ByteBuffer.wrap(frame, VERSION_START.length, HEAD_BYTES - VERSION_START.length);
    WeftVersion theirs =
        new WeftVersion(
            Short.toUnsignedInt(buffer.getShort()),
            Short.toUnsignedInt(buffer.getShort()),
            Short.toUnsignedInt(buffer.getShort()));
    if (!version.understands(theirs)) {
      throw new HandshakeException(Reason.VERSION_DIFFERS, theirs);
    }
    return theirs;
  }

  private void seal(byte[] frame, byte[] direction, byte[]... before) {
    byte[] code = code(frame, direction, before);
    System.arraycopy(code, 0, frame, frame.length - CODE_BYTES, CODE_BYTES);
  }

  private void check(byte[] frame, byte[] direction, byte[]... before) throws HandshakeException {
    byte[] sent = Arrays.copyOfRange(frame, frame.length - CODE_BYTES, frame.length);
    if (!MessageDigest.isEqual(code(frame, direction, before), sent)) {
      throw new HandshakeException(Reason.KEY_DIFFERS);
    }
  }

  private byte[] code(byte[] frame, byte[] direction, byte[]... before) {
    byte[][] parts = new byte[before.length + 2][];
    parts[0] = direction;
    System.arraycopy(before, 0, parts, 1, before.length);
    parts[before.length + 1] = Arrays.copyOf(frame, frame.length - CODE_BYTES);
    return key.mac(parts);
  }
}
