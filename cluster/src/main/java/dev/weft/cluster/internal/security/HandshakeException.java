package dev.weft.cluster.internal.security;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says why a connection did not pass the handshake. Carries nothing that the peer has sent. */
public final class HandshakeException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusal. */
  public enum Reason {
    /** The peer speaks something else. */
    NOT_WEFT("does not speak Weft's handshake"),
    /** The peer hung up in the middle. */
    HUNG_UP("hung up during the handshake"),
    /** The peer was not done in time. */
    TOO_SLOW("did not finish the handshake in time"),
    /** The peer gave way to newer connections. */
    CROWDED_OUT("gave way to newer connections during the handshake"),
    /** The peer could not prove that it has this key and this cluster name. */
    KEY_DIFFERS("has another cluster key or cluster name"),
    /** The peer's release does not fit this one. */
    VERSION_DIFFERS("runs another version of Weft"),
    /** The peer only asked whether it would be let in. */
    ASKED_ONLY("only asked whether it may join");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** What the peer does or has, to follow its name in a sentence. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;
  private final transient @Nullable WeftVersion peerVersion;

  HandshakeException(Reason reason) {
    this(reason, null);
  }

  HandshakeException(Reason reason, @Nullable WeftVersion peerVersion) {
    super("The peer " + reason.text() + (peerVersion == null ? "" : " (" + peerVersion + ")"));
    this.reason = reason;
    this.peerVersion = peerVersion;
  }

  /** Why the connection was refused. */
  public Reason reason() {
    return reason;
  }

  /** The peer's release, once the peer has proved to have the key. */
  public @Nullable WeftVersion peerVersion() {
    return peerVersion;
  }
}
