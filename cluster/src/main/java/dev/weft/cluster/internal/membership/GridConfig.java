package dev.weft.cluster.internal.membership;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.ServiceConfig;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.spi.impl.executionservice.ExecutionService;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;

/**
 * Makes Hazelcast's configuration, in code only. What matters for who gets in is set even where it
 * is the default, because a system property would otherwise decide it.
 */
final class GridConfig {

  /** Handshakes block a thread each, and must not take those that reconnect members. */
  static final int HANDSHAKES = 16;

  private static final int IO_EXECUTOR_THREADS = 2 * HANDSHAKES;

  /** A message that nobody even works on counts as lost after twice this time. */
  private static final int CALL_TIMEOUT_MILLIS = 30_000;

  private static final int GRACEFUL_SHUTDOWN_SECONDS = 60;
  private static final int PARTITIONS = 271;
  private static final int CONNECT_SECONDS = 5;
  private static final int NO_LINGER = -1;

  private GridConfig() {}

  static Config create(GridSettings settings, ServiceRegistration service) {
    Config config = new Config();
    config.setClusterName(settings.clusterName());
    config.setLiteMember(settings.mode() == GridMode.DRIVER);
    config.setClassLoader(new GridClassLoader(GridConfig.class.getClassLoader()));
    settings.attributes().forEach(config.getMemberAttributeConfig()::setAttribute);
    setProperties(config, settings);
    closeDoors(config);
    setNetwork(config, settings);
    config.addExecutorConfig(new ExecutorConfig(ExecutionService.IO_EXECUTOR, IO_EXECUTOR_THREADS));
    config.addListenerConfig(new ListenerConfig(new MembersLog()));
    addService(config, service);
    config
        .getSerializationConfig()
        .addDataSerializableFactory(PartQuestion.FACTORY, PartQuestion.factory());
    service.configuration().accept(config);
    return config;
  }

  private static void setProperties(Config config, GridSettings settings) {
    set(config, ClusterProperty.WAIT_SECONDS_BEFORE_JOIN, 0);
    set(config, ClusterProperty.INITIAL_WAIT_SECONDS, 0);
    // GridJoiner waits for the connections itself, in finer steps.
    set(config, ClusterProperty.CONNECT_ALL_WAIT_SECONDS, 0);
    set(config, ClusterProperty.INITIAL_MIN_CLUSTER_SIZE, 0);
    set(config, ClusterProperty.HEARTBEAT_INTERVAL_SECONDS, settings.heartbeat().toSeconds());
    set(config, ClusterProperty.MAX_NO_HEARTBEAT_SECONDS, settings.deadAfter().toSeconds());
    set(config, ClusterProperty.OPERATION_CALL_TIMEOUT_MILLIS, CALL_TIMEOUT_MILLIS);
    set(config, ClusterProperty.PARTITION_COUNT, PARTITIONS);
    set(config, ClusterProperty.IO_INPUT_THREAD_COUNT, 1);
    set(config, ClusterProperty.IO_OUTPUT_THREAD_COUNT, 1);
    set(config, ClusterProperty.GRACEFUL_SHUTDOWN_MAX_WAIT, GRACEFUL_SHUTDOWN_SECONDS);
    set(config, ClusterProperty.HEALTH_MONITORING_LEVEL, "OFF");
    set(config, ClusterProperty.LOGGING_ENABLE_DETAILS, false);
    // Weft closes its members itself, in its own order.
    set(config, ClusterProperty.SHUTDOWNHOOK_ENABLED, false);
    GridLogging.factoryName().ifPresent(name -> set(config, ClusterProperty.LOGGING_TYPE, name));
  }

  private static void closeDoors(Config config) {
    set(config, ClusterProperty.SOCKET_SERVER_BIND_ANY, false);
    set(config, ClusterProperty.DISCOVERY_SPI_ENABLED, false);
    set(config, ClusterProperty.PHONE_HOME_ENABLED, false);
    set(config, ClusterProperty.ENABLE_JMX, false);
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.getCPSubsystemConfig().setCPMemberCount(0);
    config.getManagementCenterConfig().setScriptingEnabled(false);
    config.getManagementCenterConfig().setConsoleEnabled(false);
    config.getManagementCenterConfig().setDataAccessEnabled(false);
    WireClasses.restrict(config.getSerializationConfig());
  }

  /** A single listening socket that speaks the member protocol and no other. */
  private static void setNetwork(Config config, GridSettings settings) {
    AdvancedNetworkConfig network = config.getAdvancedNetworkConfig().setEnabled(true);
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(settings.port());
    endpoint.setPortAutoIncrement(false);
    endpoint.setSocketConnectTimeoutSeconds(CONNECT_SECONDS);
    // With the default, 0, the other end learns of a close only at the next use of the selector.
    endpoint.setSocketLingerSeconds(NO_LINGER);
    endpoint.setSocketInterceptorConfig(
        new SocketInterceptorConfig()
            .setEnabled(true)
            .setClassName(HandshakeInterceptor.class.getName()));
    network.setMemberEndpointConfig(endpoint);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.join());
  }

  private static void addService(Config config, ServiceRegistration service) {
    if (service.implementation() != null) {
      ConfigAccessor.getServicesConfig(config)
          .addServiceConfig(
              new ServiceConfig()
                  .setEnabled(true)
                  .setName(service.name())
                  .setImplementation(service.implementation()));
    }
    if (service.factory() != null) {
      config
          .getSerializationConfig()
          .addDataSerializableFactory(service.factoryId(), service.factory());
    }
  }

  private static void set(Config config, HazelcastProperty property, Object value) {
    config.setProperty(property.getName(), value.toString());
  }
}
