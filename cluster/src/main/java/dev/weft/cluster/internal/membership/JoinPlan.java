package dev.weft.cluster.internal.membership;

import dev.weft.error.ClusterUnavailableException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;

/**
 * Whom a member joins.
 *
 * @param seeds the members of the join list other than this one
 * @param mayLead whether this member may also be the first of its cluster
 * @param timeout how long to try to be admitted
 */
record JoinPlan(List<HostPort> seeds, boolean mayLead, Duration timeout) {

  static JoinPlan of(GridSettings settings, ListeningSocket socket) {
    List<HostPort> listed = settings.join().stream().map(HostPort::parse).toList();
    List<HostPort> seeds =
        listed.stream().filter(seed -> !seed.names(socket.host(), socket.port())).toList();
    boolean listsItself = seeds.size() < listed.size();
    boolean mayLead = settings.mode() != GridMode.DRIVER && (listed.isEmpty() || listsItself);
    return new JoinPlan(seeds, mayLead, settings.joinTimeout());
  }

  /** A member of another machine that lets this one in must be able to connect to it as well. */
  void refuseIfUnreachable(InetAddress bound) {
    if (!bound.isLoopbackAddress()) {
      return;
    }
    for (HostPort seed : seeds) {
      InetAddress address = seed.resolve().getAddress();
      if (address != null && !isOfThisMachine(address)) {
        throw new ClusterUnavailableException(
            "Cannot join "
                + seed
                + ", which is another machine, while listening on loopback only: its members could"
                + " not connect to this one. Set weft.bind to the address by which "
                + seed.host()
                + " reaches this machine.");
      }
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // Not known; then joining shows it.
      return true;
    }
  }
}
