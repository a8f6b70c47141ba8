package mistakes;

import java.net.Socket;

/** An exception that cannot travel. */
class BrokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial")
  final Socket socket = new Socket();

  BrokenException(String message) {
    super(message);
  }
}
