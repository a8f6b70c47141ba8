package dev.weft.cluster.internal.transport;

import com.hazelcast.internal.services.GracefulShutdownAwareService;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.internal.services.MembershipAwareService;
import com.hazelcast.internal.services.MembershipServiceEvent;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weft inside Hazelcast: where its operations arrive, and what it is told when members come and go.
 *
 * <p>{@code receivers} and {@code leaving} are set before the node takes part in anything.
 */
final class WeftService
    implements ManagedService, MembershipAwareService, GracefulShutdownAwareService {

  static final String NAME = "weft";

  private static final Logger log = LoggerFactory.getLogger(WeftService.class);

  private final Map<Channel, Receiver> receivers = new EnumMap<>(Channel.class);
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
  private final GridCounters counters = new GridCounters();
  private volatile LeaveListener leaving = nanos -> true;

  GridCounters counters() {
    return counters;
  }

  void receiver(Channel channel, Receiver receiver) {
    synchronized (receivers) {
      receivers.put(channel, receiver);
    }
  }

  void listener(NodeListener listener) {
    listeners.add(listener);
  }

  void leaving(LeaveListener listener) {
    leaving = listener;
  }

  @SuppressWarnings("CatchingUnchecked") // the sender learns of an OutOfMemoryError too
  void deliver(Channel channel, NodeId from, byte[] message, Reply reply) {
    Receiver receiver;
    synchronized (receivers) {
      receiver = receivers.get(channel);
    }
    if (receiver == null) {
      reply.retry(); // the node is still starting
      return;
    }
    try {
      receiver.receive(from, message, reply);
    } catch (Throwable e) {
      log.warn("A message on {} from node {} could not be read.", channel, from, e);
      reply.fail("The message could not be read: " + e);
    }
  }

  @Override
  public void init(NodeEngine nodeEngine, Properties properties) {}

  @Override
  public void reset() {}

  @Override
  public void shutdown(boolean terminate) {}

  @Override
  public void memberAdded(MembershipServiceEvent event) {}

  @Override
  public void memberRemoved(MembershipServiceEvent event) {
    NodeId node = new NodeId(event.getMember().getUuid());
    listeners.forEach(listener -> listener.left(node));
  }

  @Override
  public boolean onShutdown(long timeout, TimeUnit unit) {
    return leaving.leave(unit.toNanos(timeout));
  }
}
