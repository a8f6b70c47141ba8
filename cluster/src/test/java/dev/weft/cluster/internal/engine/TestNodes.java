package dev.weft.cluster.internal.engine;

import com.hazelcast.partition.PartitionService;
import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.WeftConfig;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.cluster.internal.scheduler.Capacity;
import dev.weft.it.fixture.Counter;
import dev.weft.it.fixture.Held;
import dev.weft.it.fixture.Sums;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.TaskCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A cluster of nodes in this JVM, with a key and a name of its own. */
public final class TestNodes implements AutoCloseable {

  private final List<ClusterNode> open = new ArrayList<>();
  private final Path keyFile;
  private final String name = "test-" + java.util.UUID.randomUUID();
  private final List<String> addresses = new ArrayList<>();

  public TestNodes() {
    try {
      keyFile = Files.createTempDirectory("weft-test").resolve("cluster.key");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ClusterNode member() {
    return member(2);
  }

  public ClusterNode member(int slots) {
    ClusterNode node = start(GridMode.MEMBER, slots);
    addresses.add("127.0.0.1:" + node.grid().address().getPort());
    return node;
  }

  /** A member of two slots that has what is given, as name=value,…. */
  public ClusterNode member(String resources, String labels) {
    ClusterNode node =
        start(
            GridMode.MEMBER,
            Capacity.of(WeftConfig.fromEnvironment().slots(2).resources(resources).labels(labels)),
            Duration.ofSeconds(60));
    addresses.add("127.0.0.1:" + node.grid().address().getPort());
    return node;
  }

  /** A driver whose tasks wait that long for a member that can run them. */
  public ClusterNode driver(Duration patience) {
    return start(GridMode.DRIVER, Capacity.ofSlots(2), patience);
  }

  public ClusterNode driver() {
    return start(GridMode.DRIVER, 2);
  }

  public ClusterNode embedded(int slots) {
    ClusterNode node = ClusterNode.start(GridSettings.of(GridMode.EMBEDDED), slots);
    open.add(node);
    return node;
  }

  private ClusterNode start(GridMode mode, int slots) {
    return start(mode, Capacity.ofSlots(slots), Duration.ofSeconds(60));
  }

  private ClusterNode start(GridMode mode, Capacity capacity, Duration patience) {
    GridSettings settings =
        GridSettings.of(mode)
            .withPort(0)
            .withJoin(List.copyOf(addresses))
            .withClusterName(name)
            .withKeyFile(keyFile);
    ClusterNode node = ClusterNode.start(settings, capacity, patience);
    open.add(node);
    return node;
  }

  public void awaitWorkers(ClusterNode node, int count) {
    Awaitility.await("workers seen").until(() -> node.workers() == count);
  }

  static ObjectRef<Object> task(ClusterNode node, String name, Object... args) {
    return task(node, CallOptions.defaults(), name, new int[0], args);
  }

  static ObjectRef<Object> task(
      ClusterNode node, CallOptions options, String name, int[] inputs, Object... args) {
    return node.tasks().submit(new TaskCall(method(Sums.class, name), options, args, inputs));
  }

  /** Until every member owns its share of partitions, so that what lives in them stays. */
  static void awaitBalance(ClusterNode node, int members) {
    PartitionService partitions = node.grid().hazelcast().getPartitionService();
    Awaitility.await("partitions are balanced")
        .until(
            () -> {
              Map<Object, Integer> owned = new HashMap<>();
              partitions
                  .getPartitions()
                  .forEach(partition -> owned.merge(partition.getOwner(), 1, Integer::sum));
              return owned.size() == members
                  && owned.values().stream().allMatch(count -> count <= 1 + 271 / members)
                  && partitions.isClusterSafe();
            });
  }

  /** A task of {@link Held}. */
  static ObjectRef<Object> held(
      ClusterNode node, String name, CallOptions options, Object argument) {
    return node.tasks()
        .submit(
            new TaskCall(method(Held.class, name), options, new Object[] {argument}, new int[0]));
  }

  static Object handle(ActorAddress counter) {
    return new Counter(counter);
  }

  static ActorAddress counter(ClusterNode node, CallOptions options, int start) {
    ActorBirth birth = birth(node, options, start);
    birth.born().get();
    return birth.address();
  }

  static ActorBirth birth(ClusterNode node, CallOptions options, int start) {
    return node.actors()
        .create(
            new ActorCreation(
                RemoteTable.of(Counter.class).find("<init>", "(I)V"),
                options,
                new Object[] {start}));
  }

  static ObjectRef<Object> call(ClusterNode node, ActorAddress actor, String name, Object... args) {
    return call(node, actor, name, new int[0], args);
  }

  static ObjectRef<Object> call(
      ClusterNode node, ActorAddress actor, String name, int[] inputs, Object... args) {
    return node.actors()
        .call(
            new ActorCall(
                actor, method(Counter.class, name), CallOptions.defaults(), args, inputs));
  }

  static RemoteMethod method(Class<?> owner, String name) {
    String descriptor =
        java.util.Arrays.stream(owner.getDeclaredMethods())
            .filter(m -> m.getName().equals(name))
            .map(
                m ->
                    java.lang.invoke.MethodType.methodType(m.getReturnType(), m.getParameterTypes())
                        .toMethodDescriptorString())
            .findFirst()
            .orElseThrow();
    return RemoteTable.of(owner).find(name, descriptor);
  }

  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }
}
