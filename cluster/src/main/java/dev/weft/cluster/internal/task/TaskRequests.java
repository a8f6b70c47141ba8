package dev.weft.cluster.internal.task;

import dev.weft.CallOptions;
import dev.weft.Placement;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.scheduler.BundleId;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.GroupTable;
import dev.weft.cluster.internal.scheduler.Request;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.spi.Demand;
import dev.weft.spi.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes requests of options: one for all tasks that ask for the same. */
final class TaskRequests {

  private static final int MAX_KNOWN = 4096;

  private final Transport transport;
  private final GroupTable groups;
  private final Map<Request, Request> known = new ConcurrentHashMap<>();

  /**
   * @param groups knows what is reserved
   */
  TaskRequests(Transport transport, GroupTable groups) {
    this.transport = transport;
    this.groups = groups;
  }

  Request of(CallOptions options) {
    Demand demand = options.demand();
    Placement placement = options.placement();
    if (demand.isOneCpu() && placement.place() == Place.ANYWHERE) {
      return Request.ORDINARY;
    }
    return shared(make(Claim.of(demand), placement.place()));
  }

  private Request make(Claim claim, Place place) {
    if (place instanceof Place.NearObject near) {
      return near.ref() instanceof ClusterRef<?> ref
          ? new Request(claim, Place.ANYWHERE, ref.id().partition())
          : Request.of(claim, Place.ANYWHERE);
    }
    if (place instanceof Place.NearActor near) {
      return new Request(claim, Place.ANYWHERE, transport.partitionOf(near.actor().id()));
    }
    if (place instanceof Place.InGroup group) {
      BundleId bundle = groups.choose(group, claim.demand());
      Place chosen = new Place.InGroup(bundle.group(), bundle.index());
      return new Request(new Claim(claim.demand(), bundle), chosen, -1);
    }
    return Request.of(claim, place);
  }

  private Request shared(Request request) {
    if (request.isOrdinary()) {
      return request;
    }
    if (known.size() > MAX_KNOWN) {
      known.clear(); // those that are in use go on to be equal
    }
    Request before = known.putIfAbsent(request, request);
    return before == null ? request : before;
  }
}
