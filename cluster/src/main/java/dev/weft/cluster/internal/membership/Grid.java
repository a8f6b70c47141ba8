package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.memberselector.MemberSelectors;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.spi.impl.NodeEngineImpl;
import dev.weft.cluster.internal.security.ClusterKey;
import dev.weft.cluster.internal.security.ClusterKeyException;
import dev.weft.cluster.internal.security.KeyHandshake;
import dev.weft.cluster.internal.security.WeftVersion;
import dev.weft.error.ClusterUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running member: Hazelcast with its doors closed, joined to the cluster it was meant to join.
 *
 * <p>May be used from any thread.
 */
public final class Grid implements AutoCloseable {

  /** Begins the names of Hazelcast's instances, and so, after {@code hz.}, of their threads. */
  static final String NAME_PREFIX = "weft-";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final HazelcastInstance hazelcast;
  private final Node node;
  private final HandshakeInterceptor interceptor;
  private final GridNodeContext context;
  private final GridSettings settings;
  private volatile @Nullable Healing healing;

  private Grid(
      String name,
      HazelcastInstance hazelcast,
      GridNodeContext context,
      HandshakeInterceptor interceptor,
      GridSettings settings) {
    this.name = name;
    this.hazelcast = hazelcast;
    this.context = context;
    this.node = context.node();
    this.interceptor = interceptor;
    this.settings = settings;
  }

  /**
   * Starts a member and joins it. Blocks until it has joined or is known not to.
   *
   * @throws ClusterUnavailableException if it cannot listen, may not start without a key, or could
   *     not join; then nothing is left running, and the message says why and what to do
   */
  public static Grid open(GridSettings settings, ServiceRegistration service) {
    return open(settings, service, WeftVersion.current());
  }

  static Grid open(GridSettings settings, ServiceRegistration service, WeftVersion version) {
    StartupNoise.silence();
    InetAddress host = ListeningSocket.resolve(settings.bindAddress());
    ClusterKey key = keyFor(settings, host);
    KeyHandshake handshake = new KeyHandshake(key, settings.clusterName(), version);
    ListeningSocket socket = ListeningSocket.bind(host, settings.port());
    try {
      JoinPlan plan = JoinPlan.of(settings, socket);
      plan.refuseIfUnreachable(host);
      new JoinCheck(new SeedProbe(handshake), version, settings.keyFile()).run(plan);
      HandshakeInterceptor interceptor = new HandshakeInterceptor(handshake, version);
      return start(settings, service, new GridNodeContext(socket, interceptor, plan), interceptor);
    } catch (RuntimeException | Error e) {
      socket.close();
      throw e;
    }
  }

  private static Grid start(
      GridSettings settings,
      ServiceRegistration service,
      GridNodeContext context,
      HandshakeInterceptor interceptor) {
    AsyncCallbacks.install();
    Config config = GridConfig.create(settings, service);
    String name = NAME_PREFIX + COUNT.incrementAndGet();
    HazelcastInstance hazelcast;
    try {
      hazelcast = HazelcastInstanceFactory.newHazelcastInstance(config, name, context);
    } catch (IllegalStateException e) {
      throw notAdmitted(settings, e);
    }
    Grid grid = new Grid(name, hazelcast, context, interceptor, settings);
    if (settings.mode() != GridMode.DRIVER) {
      // The partition table is made at first use, and work is routed by it from the start.
      grid.node.getPartitionService().firstArrangement();
    }
    return grid;
  }

  /**
   * From now on looks for members that this one has lost sight of, and answers those that do.
   *
   * @param agreement what is agreed on who belongs to the cluster
   * @param isBlank whether nothing is lost with this node; asked from any thread, and does not
   *     block
   * @param startAfresh is run at most once, on a thread of its own, when the others have gone on
   *     without this node: it ends this node, and starts another with {@link #settingsToRejoin}
   */
  public void heal(Agreement agreement, BooleanSupplier isBlank, Runnable startAfresh) {
    context.part().open(agreement, isBlank);
    Duration forgiven = settings.deadAfter().minus(settings.heartbeat().multipliedBy(2));
    Healing started =
        new Healing(
            node,
            (GridJoiner) node.getJoiner(),
            context.part(),
            context.seen(),
            context.plan().seeds(),
            forgiven,
            startAfresh);
    healing = started;
    started.start();
  }

  /** Looks for nobody any more: this node is about to leave. */
  public void stopHealing() {
    Healing started = healing;
    if (started != null) {
      started.stop();
    }
  }

  /**
   * The settings with which another node takes the place of this one: it joins, and never leads.
   */
  public GridSettings settingsToRejoin() {
    List<String> others = new ArrayList<>();
    context.plan().seeds().forEach(seed -> others.add(seed.toString()));
    for (Address address : context.seen().all()) {
      others.add(new HostPort(address.getHost(), address.getPort()).toString());
    }
    return settings
        .withPort(node.getThisAddress().getPort())
        .withJoin(others.stream().distinct().toList());
  }

  /** Hazelcast's public interface, for maps and listeners. */
  public HazelcastInstance hazelcast() {
    return hazelcast;
  }

  /** Hazelcast's inner interface, for operations. */
  public NodeEngineImpl nodeEngine() {
    return node.getNodeEngine();
  }

  /** The identity of this member, new at every start. */
  public UUID uuid() {
    return node.getThisUuid();
  }

  /** The address this member listens on. */
  public InetSocketAddress address() {
    return new InetSocketAddress(node.getThisAddress().getHost(), node.getThisAddress().getPort());
  }

  /** Whether this member, as far as it knows, is the only one of its cluster. */
  public boolean isAlone() {
    return node.getClusterService().getMembers().size() == 1;
  }

  /** Whether there is a member that is not a driver. */
  public boolean hasMembers() {
    return node.getClusterService().getSize(MemberSelectors.DATA_MEMBER_SELECTOR) > 0;
  }

  /** How many connections this member has refused. */
  public long refusedConnections() {
    return interceptor.refused();
  }

  /** Leaves the cluster in good order: waits, within limits, until others hold its partitions. */
  @Override
  public void close() {
    hazelcast.shutdown();
    GridThreads.interruptLeftOvers(name);
  }

  /** Leaves at once, as if killed. What was on this member alone is lost. */
  public void terminate() {
    hazelcast.getLifecycleService().terminate();
    GridThreads.interruptLeftOvers(name);
  }

  private static ClusterKey keyFor(GridSettings settings, InetAddress host) {
    if (settings.mode() == GridMode.EMBEDDED) {
      // Nobody else is to know it.
      return ClusterKey.random();
    }
    if (!host.isLoopbackAddress() && !Files.exists(settings.keyFile())) {
      throw new ClusterUnavailableException(
          "Refusing to listen on "
              + host.getHostAddress()
              + ", which other machines can reach, without a cluster key: "
              + settings.keyFile()
              + " does not exist. Run 'weft member' on one host without a bind address, which creates"
              + " the key, and copy the file to every host of the cluster (mode 600).");
    }
    try {
      return ClusterKey.readOrCreate(settings.keyFile());
    } catch (ClusterKeyException e) {
      throw new ClusterUnavailableException(String.valueOf(e.getMessage()));
    }
  }

  private static ClusterUnavailableException notAdmitted(
      GridSettings settings, IllegalStateException cause) {
    String message =
        settings.join().isEmpty()
            ? "The member could not start: " + cause.getMessage()
            : "The member was not admitted within "
                + settings.joinTimeout().toSeconds()
                + " s by "
                + settings.join()
                + ", although it was reached. Look into the log of that member.";
    return new ClusterUnavailableException(message, cause);
  }
}
