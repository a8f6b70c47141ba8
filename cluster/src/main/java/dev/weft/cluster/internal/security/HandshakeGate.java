package dev.weft.cluster.internal.security;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds the handshakes that a member has under way. When it is full, the oldest one is hung up
 * upon: an honest peer is done within milliseconds, so it is the silent ones that lose their place,
 * and they can keep nobody out.
 *
 * <p>May be used from any thread; the queue is guarded by this object's monitor.
 */
public final class HandshakeGate {

  private final int places;
  private final Deque<Place> underWay = new ArrayDeque<>();

  public HandshakeGate(int places) {
    this.places = places;
  }

  /** Takes a place for the socket, to be closed when its handshake has ended either way. */
  public Place enter(Socket socket) {
    Place place = new Place(socket);
    Place oldest = null;
    synchronized (this) {
      underWay.addLast(place);
      if (underWay.size() > places) {
        oldest = underWay.removeFirst();
      }
    }
    if (oldest != null) {
      oldest.crowdOut();
    }
    return place;
  }

  private synchronized void leave(Place place) {
    underWay.remove(place);
  }

  /** A handshake under way. */
  public final class Place implements Closeable {

    private final Socket socket;
    private volatile boolean crowdedOut;

    private Place(Socket socket) {
      this.socket = socket;
    }

    /** Whether this handshake had to make room for a newer one. */
    public boolean isCrowdedOut() {
      return crowdedOut;
    }

    private void crowdOut() {
      crowdedOut = true;
      try {
        socket.close();
      } catch (IOException e) {
        // The handshake's own thread meets the same trouble and reports it.
      }
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
