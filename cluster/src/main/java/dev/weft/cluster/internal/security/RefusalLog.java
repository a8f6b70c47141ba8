package dev.weft.cluster.internal.security;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports refused peers: one line for a peer and a minute, whatever it does, and a count of what
 * was left out. Remembers a bounded number of peers.
 *
 * <p>May be used from any thread; the map is guarded by this object's monitor.
 */
public final class RefusalLog {

  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_PEERS = 256;

  private final LongSupplier nanoClock;
  private final LongAdder refused = new LongAdder();
  private final Map<InetAddress, Quiet> quietPeers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Quiet> eldest) {
          return size() > MAX_PEERS;
        }
      };

  public RefusalLog() {
    this(System::nanoTime);
  }

  RefusalLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Counts a refusal, and logs it if the peer was not logged within the last minute. */
  public void refused(@Nullable InetAddress peer, String what) {
    refused.increment();
    String line = lineFor(peer == null ? InetAddress.getLoopbackAddress() : peer, what);
    if (line != null) {
      log.warn(line);
    }
  }

  /** How many connections were refused so far. */
  public long count() {
    return refused.sum();
  }

  synchronized @Nullable String lineFor(InetAddress peer, String what) {
    long now = nanoClock.getAsLong();
    Quiet quiet = quietPeers.get(peer);
    if (quiet != null && now - quiet.sinceNanos < QUIET_NANOS) {
      quiet.leftOut++;
      return null;
    }
    quietPeers.remove(peer);
    quietPeers.put(peer, new Quiet(now));
    String line = "Refused a connection from " + peer.getHostAddress() + ": the peer " + what + ".";
    return quiet == null || quiet.leftOut == 0
        ? line
        : line + " " + quiet.leftOut + " more refusals of this peer were not logged.";
  }

  private static final class Quiet {
    private final long sinceNanos;
    private long leftOut;

    private Quiet(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }
}
