package dev.weft.cluster.internal.transport;

import com.hazelcast.internal.partition.FragmentedMigrationAwareService;
import com.hazelcast.internal.partition.MigrationEndpoint;
import com.hazelcast.internal.partition.OffloadedReplicationPreparation;
import com.hazelcast.internal.partition.PartitionMigrationEvent;
import com.hazelcast.internal.partition.PartitionReplicationEvent;
import com.hazelcast.internal.services.DistributedObjectNamespace;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.internal.services.MembershipAwareService;
import com.hazelcast.internal.services.MembershipServiceEvent;
import com.hazelcast.internal.services.ServiceNamespace;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weft inside Hazelcast: where its operations arrive, and what it asks when members or partitions
 * move.
 *
 * <p>A migration freezes the partition on its thread ({@link #beforeMigration}), takes the snapshot
 * on an asynchronous thread, which may wait for a running call ({@link #shouldOffload}), installs
 * it at the destination, and commits or rolls back on both sides. Only the first replica has state.
 *
 * <p>{@code receivers} and {@code partitions} are set before the node takes part in anything.
 */
final class WeftService
    implements ManagedService,
        MembershipAwareService,
        FragmentedMigrationAwareService,
        OffloadedReplicationPreparation {

  static final String NAME = "weft";
  static final ServiceNamespace NAMESPACE = new DistributedObjectNamespace(NAME, "actors");

  private static final Logger log = LoggerFactory.getLogger(WeftService.class);

  private final Map<Channel, Receiver> receivers = new EnumMap<>(Channel.class);
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable PartitionState partitions;

  void receiver(Channel channel, Receiver receiver) {
    synchronized (receivers) {
      receivers.put(channel, receiver);
    }
  }

  void listener(NodeListener listener) {
    listeners.add(listener);
  }

  void partitions(PartitionState state) {
    partitions = state;
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

  void install(int partition, byte[] snapshot) {
    PartitionState state = partitions;
    if (state == null) {
      throw new IllegalStateException("This node is still starting.");
    }
    state.install(partition, snapshot);
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
  public Collection<ServiceNamespace> getAllServiceNamespaces(PartitionReplicationEvent event) {
    return event.getReplicaIndex() == 0 ? List.of(NAMESPACE) : List.of();
  }

  @Override
  public boolean isKnownServiceNamespace(ServiceNamespace namespace) {
    return NAMESPACE.equals(namespace);
  }

  @Override
  public boolean shouldOffload() {
    return true;
  }

  @Override
  public @Nullable Operation prepareReplicationOperation(PartitionReplicationEvent event) {
    PartitionState state = partitions;
    if (state == null || event.getReplicaIndex() != 0) {
      return null;
    }
    byte[] snapshot = state.snapshot(event.getPartitionId());
    return snapshot == null ? null : new ReplicationOperation(snapshot);
  }

  @Override
  public @Nullable Operation prepareReplicationOperation(
      PartitionReplicationEvent event, Collection<ServiceNamespace> namespaces) {
    return namespaces.contains(NAMESPACE) ? prepareReplicationOperation(event) : null;
  }

  @Override
  public void beforeMigration(PartitionMigrationEvent event) {
    PartitionState state = partitions;
    if (state != null && leavesHere(event)) {
      state.freeze(event.getPartitionId());
    }
  }

  @Override
  public void commitMigration(PartitionMigrationEvent event) {
    PartitionState state = partitions;
    if (state != null && leavesHere(event)) {
      state.release(event.getPartitionId());
    }
  }

  @Override
  public void rollbackMigration(PartitionMigrationEvent event) {
    PartitionState state = partitions;
    if (state == null) {
      return;
    }
    if (leavesHere(event)) {
      state.unfreeze(event.getPartitionId());
    } else if (event.getMigrationEndpoint() == MigrationEndpoint.DESTINATION
        && event.getNewReplicaIndex() == 0) {
      state.release(event.getPartitionId());
    }
  }

  /** Whether this node is the owner that hands the partition over. */
  private static boolean leavesHere(PartitionMigrationEvent event) {
    return event.getMigrationEndpoint() == MigrationEndpoint.SOURCE
        && event.getCurrentReplicaIndex() == 0;
  }
}
