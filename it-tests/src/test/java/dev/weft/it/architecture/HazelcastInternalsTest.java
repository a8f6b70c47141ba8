package dev.weft.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The classes of Hazelcast's inside that Weft relies on, so that raising Hazelcast's version shows
 * at once which of them are gone.
 */
class HazelcastInternalsTest {

  static final List<String> RELIED_UPON =
      List.of(
          "com.hazelcast.instance.impl.DefaultNodeContext",
          "com.hazelcast.instance.impl.DefaultNodeExtension",
          "com.hazelcast.instance.impl.HazelcastInstanceFactory",
          "com.hazelcast.instance.impl.Node",
          "com.hazelcast.instance.impl.NodeExtension",
          "com.hazelcast.internal.cluster.ClusterService",
          "com.hazelcast.internal.cluster.Joiner",
          "com.hazelcast.internal.cluster.impl.ClusterJoinManager",
          "com.hazelcast.internal.cluster.impl.ClusterServiceImpl",
          "com.hazelcast.internal.cluster.impl.MembershipManager",
          "com.hazelcast.internal.cluster.impl.TcpIpJoiner",
          "com.hazelcast.internal.cluster.impl.operations.JoinOperation",
          "com.hazelcast.internal.cluster.impl.operations.MergeClustersOp",
          "com.hazelcast.internal.config.ServicesConfig",
          "com.hazelcast.internal.hotrestart.InternalHotRestartService",
          "com.hazelcast.internal.hotrestart.NoopInternalHotRestartService",
          "com.hazelcast.internal.networking.Channel",
          "com.hazelcast.internal.partition.InternalPartition",
          "com.hazelcast.internal.partition.InternalPartitionService",
          "com.hazelcast.internal.partition.PartitionReplica",
          "com.hazelcast.internal.server.Server",
          "com.hazelcast.internal.server.ServerConnectionManager",
          "com.hazelcast.internal.server.tcp.LocalAddressRegistry",
          "com.hazelcast.internal.services.GracefulShutdownAwareService",
          "com.hazelcast.internal.services.ManagedService",
          "com.hazelcast.internal.services.MembershipAwareService",
          "com.hazelcast.internal.services.MembershipServiceEvent",
          "com.hazelcast.internal.util.ConcurrencyUtil",
          "com.hazelcast.spi.impl.AllowedDuringPassiveState",
          "com.hazelcast.spi.impl.NodeEngine",
          "com.hazelcast.spi.impl.NodeEngineImpl",
          "com.hazelcast.spi.impl.operationservice.BackupAwareOperation",
          "com.hazelcast.spi.impl.operationservice.BackupOperation",
          "com.hazelcast.spi.impl.operationservice.CallStatus",
          "com.hazelcast.spi.impl.operationservice.InvocationBuilder",
          "com.hazelcast.spi.impl.operationservice.Offload",
          "com.hazelcast.spi.impl.operationservice.Operation",
          "com.hazelcast.spi.impl.operationservice.OperationService",
          "com.hazelcast.spi.impl.operationservice.PartitionAwareOperation",
          "com.hazelcast.spi.impl.operationservice.impl.InvocationFuture",
          "com.hazelcast.spi.impl.operationservice.impl.OperationServiceImpl");

  @ParameterizedTest
  @FieldSource("RELIED_UPON")
  void shouldStillBeThere(String name) {
    assertThatCode(() -> Class.forName(name, false, getClass().getClassLoader()))
        .as("%s: this release of Hazelcast lacks it, look for what replaces it", name)
        .doesNotThrowAnyException();
  }

  @Test
  void shouldBeListedCompletely() {
    Set<String> used = new TreeSet<>();
    Modules.CLUSTER.classes().stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(target -> target.getBaseComponentType())
        .filter(Rules.HAZELCAST_INTERNALS)
        .forEach(target -> used.add(target.getName()));

    assertThat(used)
        .as("Hazelcast's internal classes in use; keep the list of this test up to date")
        .isEqualTo(new TreeSet<>(RELIED_UPON));
  }
}
