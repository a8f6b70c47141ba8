package dev.weft.cluster.internal.membership;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How a member starts, immutable.
 *
 * @param mode the part this process plays
 * @param bindAddress the one local address to listen on, by number or name; never "all addresses"
 * @param port the port to listen on, 0 for any free one
 * @param join members to join through, as {@code host:port}; empty for the first of a cluster. If
 *     this member is in the list itself it may also start as the first
 * @param clusterName the name that all members share
 * @param keyFile where the cluster key is; an embedded cluster has none on disk
 * @param heartbeat how often members tell each other that they live, whole seconds, at least 1
 * @param deadAfter how long without a heartbeat until a member counts as dead, whole seconds
 * @param joinTimeout how long to try, per step, to reach the members of the list and to be admitted
 * @param attributes what this member tells all others of itself
 */
public record GridSettings(
    GridMode mode,
    String bindAddress,
    int port,
    List<String> join,
    String clusterName,
    Path keyFile,
    Duration heartbeat,
    Duration deadAfter,
    Duration joinTimeout,
    Map<String, String> attributes) {

  /** The port members listen on unless told otherwise. */
  public static final int DEFAULT_PORT = 5701;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_PORT = 0xFFFF;

  public GridSettings {
    join = List.copyOf(join);
    attributes = Map.copyOf(attributes);
    require(port >= 0 && port <= MAX_PORT, "The port must be 0..65535, not " + port + ".");
    require(!clusterName.isBlank(), "The cluster name must not be blank.");
    require(
        heartbeat.compareTo(Duration.ofSeconds(1)) >= 0,
        "The heartbeat must be at least 1 s, not " + heartbeat + ".");
    require(
        deadAfter.compareTo(heartbeat.multipliedBy(2)) >= 0,
        "A member must not count as dead before two heartbeats: " + deadAfter + ".");
    require(
        !joinTimeout.isNegative() && !joinTimeout.isZero(),
        "The join timeout must be positive, not " + joinTimeout + ".");
    require(
        mode != GridMode.EMBEDDED || join.isEmpty(),
        "An embedded cluster joins nobody, but the join list is " + join + ".");
    require(
        mode != GridMode.DRIVER || !join.isEmpty(),
        "A driver needs a cluster to join: set weft.join=host:port of one of its members.");
    join.forEach(HostPort::parse);
  }

  /** The settings of a mode: loopback, the default key file, 1 s heartbeats, dead after 10 s. */
  public static GridSettings of(GridMode mode) {
    return new GridSettings(
        mode,
        LOOPBACK,
        mode == GridMode.MEMBER ? DEFAULT_PORT : 0,
        mode == GridMode.DRIVER ? List.of(LOOPBACK + ":" + DEFAULT_PORT) : List.of(),
        mode == GridMode.EMBEDDED ? "embedded-" + UUID.randomUUID() : "weft",
        Path.of(System.getProperty("user.home"), ".weft", "cluster.key"),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Map.of());
  }

  public GridSettings withBindAddress(String bindAddress) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withPort(int port) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withJoin(List<String> join) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withClusterName(String clusterName) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withKeyFile(Path keyFile) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withHeartbeat(Duration heartbeat, Duration deadAfter) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withJoinTimeout(Duration joinTimeout) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  public GridSettings withAttributes(Map<String, String> attributes) {
    return new GridSettings(
        mode,
        bindAddress,
        port,
        join,
        clusterName,
        keyFile,
        heartbeat,
        deadAfter,
        joinTimeout,
        attributes);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
