package dev.weft.cluster.internal.transport;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.internal.util.ConcurrencyUtil;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.partition.NoDataMemberInClusterException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.operationservice.InvocationBuilder;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to nodes and to owners of partitions, and says who is there.
 *
 * <p>Callbacks run on grid threads: they hand over and return.
 */
public final class Transport {

  /** The version of the list of members when the first one makes it. */
  private static final int FIRST_LIST = 1;

  private final WeftService service = new WeftService();
  private volatile @Nullable NodeEngineImpl engine;
  private volatile @Nullable NodeId self;
  private final Set<NodeId> leaving = ConcurrentHashMap.newKeySet();
  private volatile List<NodeId> workers = List.of();

  /** Of workers, those that are gone too: messages to people name them. */
  private final Map<NodeId, String> addresses = new ConcurrentHashMap<>();

  private final List<Runnable> workersListeners = new CopyOnWriteArrayList<>();

  /** The name under which this is registered with Hazelcast. */
  public static String serviceName() {
    return WeftService.NAME;
  }

  /** What is registered with Hazelcast under {@link #serviceName()}. */
  public Object service() {
    return service;
  }

  /** The id of {@link #operationFactory()}. */
  public static int operationFactoryId() {
    return OperationFactory.ID;
  }

  /** Makes operations when they arrive. */
  public static DataSerializableFactory operationFactory() {
    return new OperationFactory();
  }

  /** Binds this to a started grid. */
  public void bind(NodeEngineImpl nodeEngine) {
    engine = nodeEngine;
    service.listener(
        node -> {
          leaving.remove(node);
          refreshWorkers();
        });
    nodeEngine
        .getHazelcastInstance()
        .getCluster()
        .addMembershipListener(new WorkersListener(this::workersChanged));
    refreshWorkers();
  }

  /** Directs the messages of a channel. */
  public void receive(Channel channel, Receiver receiver) {
    service.receiver(channel, receiver);
  }

  /** Sets what hands over before this node leaves. */
  public void leaving(LeaveListener listener) {
    service.leaving(listener);
  }

  /** Tells a listener of nodes that are gone. */
  public void listen(NodeListener listener) {
    service.listener(listener);
  }

  public NodeId self() {
    UUID uuid = engine().getLocalMember().getUuid();
    NodeId known = self;
    if (known == null || !known.uuid().equals(uuid)) {
      known = new NodeId(uuid);
      self = known;
    }
    return known;
  }

  /** Where other nodes reach this one. */
  public InetSocketAddress address() {
    Address address = engine().getThisAddress();
    return InetSocketAddress.createUnresolved(address.getHost(), address.getPort());
  }

  /** The nodes that run tasks and hold actors and objects; the oldest first. */
  public List<NodeId> workers() {
    return workers;
  }

  /** Whether this node began its cluster, and has not merged into another one since. */
  public boolean isFirst() {
    return engine().getLocalMember().getMemberListJoinVersion() == FIRST_LIST;
  }

  /** The nodes that may hold actors, those about to leave among them; the oldest first. */
  public List<NodeId> members() {
    return engine().getClusterService().getMembers().stream()
        .filter(member -> !member.isLiteMember())
        .map(member -> new NodeId(member.getUuid()))
        .toList();
  }

  /** All nodes but this one. */
  public List<NodeId> others() {
    return engine().getClusterService().getMembers().stream()
        .filter(member -> !member.localMember())
        .map(member -> new NodeId(member.getUuid()))
        .toList();
  }

  /** A node says that it is about to leave: it is a worker no more. */
  public void leaving(NodeId node) {
    leaving.add(node);
    workersChanged();
  }

  /** Runs an action after each change of {@link #workers}; on a grid thread: it hands over. */
  public void whenWorkersChange(Runnable action) {
    workersListeners.add(action);
  }

  /** What a node said of itself when it started; nothing once it is gone. */
  public Map<String, String> attributes(NodeId node) {
    Member member = engine().getClusterService().getMember(node.uuid());
    return member == null ? Map.of() : Map.copyOf(member.getAttributes());
  }

  /**
   * The node that owns a partition now, or null if none does.
   *
   * <p>When its owner is gone, that is the next in line, who is about to become it: if partitions
   * were moving to the owner when it died, Hazelcast looks at its table only after three seconds.
   */
  public @Nullable NodeId ownerOf(int partition) {
    InternalPartition entry = engine().getPartitionService().getPartition(partition);
    Address owner = entry.getOwnerOrNull();
    Member member = owner == null ? null : engine().getClusterService().getMember(owner);
    return member == null ? firstInLine(entry) : new NodeId(member.getUuid());
  }

  private @Nullable NodeId firstInLine(InternalPartition entry) {
    for (int i = 1; i < InternalPartition.MAX_REPLICA_COUNT; i++) {
      PartitionReplica replica = entry.getReplica(i);
      NodeId node = replica == null ? null : new NodeId(replica.uuid());
      if (node != null && isMember(node)) {
        return node;
      }
    }
    return null;
  }

  /** The node that is to take over a partition when its owner dies, or null if none is. */
  public @Nullable NodeId backupOf(int partition) {
    PartitionReplica replica = engine().getPartitionService().getPartition(partition).getReplica(1);
    return replica == null || !isMember(new NodeId(replica.uuid()))
        ? null
        : new NodeId(replica.uuid());
  }

  /** How many partitions there are. */
  public int partitions() {
    return engine().getPartitionService().getPartitionCount();
  }

  /** Whether a node is a member now. */
  public boolean isMember(NodeId node) {
    return engine().getClusterService().getMember(node.uuid()) != null;
  }

  /** The address of a node, for messages to people; its id if it was never seen. */
  public String describe(NodeId node) {
    Member member = engine().getClusterService().getMember(node.uuid());
    return member == null
        ? addresses.getOrDefault(node, "node " + node)
        : text(member.getAddress());
  }

  private static String text(Address address) {
    return address.getHost() + ":" + address.getPort();
  }

  /** The partition of a key. */
  public int partitionOf(UUID key) {
    int mixed = Long.hashCode(key.getLeastSignificantBits() * 0x9E3779B97F4A7C15L);
    return Math.floorMod(mixed, engine().getPartitionService().getPartitionCount());
  }

  /**
   * Sends a message to a node.
   *
   * @param done gets the answer, or a {@link TransportException}
   */
  public void send(
      NodeId target,
      Channel channel,
      byte[] message,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    NodeEngineImpl node = engine();
    Member member = node.getClusterService().getMember(target.uuid());
    if (member == null) {
      refreshWorkers();
      done.accept(null, notDelivered(target));
      return;
    }
    Operation operation = new MessageOperation(channel, message);
    invoke(
        () ->
            node.getOperationService()
                .createInvocationBuilder(WeftService.NAME, operation, member.getAddress()),
        (answer, failure) -> {
          if (failure != null) {
            refreshWorkers(); // before the membership event: what is sent anew must not go there
          }
          done.accept(answer, failure);
        });
  }

  /** The way of a channel's messages to other nodes. */
  public Link link(Channel channel) {
    return (target, message, done) -> send(target, channel, message, done);
  }

  /**
   * Sends a message to the owner of a partition, as Hazelcast does it: a floor for measurements. It
   * may be delivered more than once.
   */
  public void sendToPartition(
      int partition,
      Channel channel,
      byte[] message,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    NodeEngineImpl node = engine();
    Operation operation = new MessageOperation(channel, message);
    invoke(
        () ->
            node.getOperationService()
                .createInvocationBuilder(WeftService.NAME, operation, partition),
        done);
  }

  /**
   * Counts in a partition's counter, with one backup: a floor for measurements.
   *
   * @param amount how many are counted at once; 0: one, in whatever group there is at the owner
   */
  public void count(
      int partition, int amount, BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    NodeEngineImpl node = engine();
    Operation operation = amount == 0 ? new GroupedCountOperation() : new CountOperation(amount);
    invoke(
        () ->
            node.getOperationService()
                .createInvocationBuilder(WeftService.NAME, operation, partition),
        done);
  }

  /** An OutOfMemoryError while the message is written is told too: somebody waits for an answer. */
  @SuppressWarnings({
    "FutureReturnValueIgnored", // the callback gets what it completes with
    "CatchingUnchecked"
  })
  private void invoke(
      Supplier<InvocationBuilder> builder,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    try {
      builder
          .get()
          .setAsync() // from any thread, the grid's own included
          .<byte[]>invoke()
          .whenCompleteAsync(
              (answer, failure) -> done.accept(answer, failure == null ? null : translate(failure)),
              ConcurrencyUtil.CALLER_RUNS);
    } catch (Throwable e) {
      done.accept(null, translate(e));
    }
  }

  private TransportException translate(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    TransportException.Kind kind = TransportException.Kind.REFUSED;
    if (cause instanceof MemberLeftException) {
      kind = TransportException.Kind.NODE_LOST;
    } else if (cause instanceof TargetNotMemberException
        || cause instanceof NoDataMemberInClusterException) {
      kind = TransportException.Kind.NOT_DELIVERED;
    } else if (cause instanceof HazelcastInstanceNotActiveException) {
      // The other node refuses what it has not begun, while it shuts down; or this one does.
      kind = isRunning() ? TransportException.Kind.NOT_DELIVERED : TransportException.Kind.CLOSED;
    } else if (cause instanceof OperationTimeoutException) {
      kind = TransportException.Kind.TIMED_OUT;
    }
    String text = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return new TransportException(kind, text, cause);
  }

  private static TransportException notDelivered(NodeId target) {
    return new TransportException(
        TransportException.Kind.NOT_DELIVERED, "Node " + target + " is not there.", null);
  }

  private void workersChanged() {
    refreshWorkers();
    workersListeners.forEach(Runnable::run);
  }

  private void refreshWorkers() {
    List<NodeId> found = new ArrayList<>();
    for (Member member : engine().getClusterService().getMembers()) {
      NodeId node = new NodeId(member.getUuid());
      if (!member.isLiteMember() && !leaving.contains(node)) {
        found.add(node);
        addresses.putIfAbsent(node, text(member.getAddress()));
      }
    }
    workers = List.copyOf(found);
  }

  private boolean isRunning() {
    NodeEngineImpl bound = engine;
    return bound != null && bound.isRunning();
  }

  private NodeEngineImpl engine() {
    NodeEngineImpl bound = engine;
    if (bound == null) {
      throw new IllegalStateException("The transport is not bound to a grid yet.");
    }
    return bound;
  }
}
