package dev.weft.cluster.internal.membership;

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
}
