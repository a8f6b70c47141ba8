package mistakes;

import java.net.Socket;

/** A value with a part that cannot travel. */
record Account(String owner, Session session) {

  /** Holds the part. */
  static final class Session {
    final Socket socket;

    Session(Socket socket) {
      this.socket = socket;
    }
  }
}
