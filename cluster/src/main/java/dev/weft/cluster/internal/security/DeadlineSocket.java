package dev.weft.cluster.internal.security;

import dev.weft.cluster.internal.security.HandshakeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A blocking socket of which all reads together have one deadline, however slowly the bytes come.
 * Confined to the thread that runs the handshake.
 */
final class DeadlineSocket {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long deadlineNanos;

  DeadlineSocket(Socket socket, Duration limit) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /**
   * Reads a frame of a known size that begins with known bytes, and gives up at the first byte that
   * is wrong.
   */
  byte[] read(int size, byte[] expectedStart) throws IOException {
    byte[] frame = new byte[size];
    int length = 0;
    while (length < size) {
      int count = readSome(frame, length);
      for (int i = length; i < Math.min(length + count, expectedStart.length); i++) {
        if (frame[i] != expectedStart[i]) {
          throw new HandshakeException(Reason.NOT_WEFT);
        }
      }
      length += count;
    }
    return frame;
  }

  void write(byte[] frame) throws IOException {
    out.write(frame);
    out.flush();
  }

  /** Gives the socket back as it was. */
  void release() throws IOException {
    socket.setSoTimeout(0);
  }

  private int readSome(byte[] frame, int offset) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (leftMillis <= 0) {
      throw new HandshakeException(Reason.TOO_SLOW);
    }
    socket.setSoTimeout((int) leftMillis);
    int count;
    try {
      count = in.read(frame, offset, frame.length - offset);
    } catch (SocketTimeoutException e) {
      throw new HandshakeException(Reason.TOO_SLOW);
    }
    if (count < 0) {
      throw new HandshakeException(Reason.HUNG_UP);
    }
    return count;
  }
}
