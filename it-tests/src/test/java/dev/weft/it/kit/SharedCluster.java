package dev.weft.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two members for all scenarios that leave their members unharmed, started by the first that asks;
 * give a test a {@link TestCluster} parameter. What one scenario did to them, the next one finds.
 */
public final class SharedCluster implements ParameterResolver, AfterAllCallback {

  private static final int MEMBERS = 2;

  /** How far the log of each member has been looked through, by port. */
  private static final Map<Integer, Integer> CHECKED = new ConcurrentHashMap<>();

  private static volatile @Nullable TestCluster cluster;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(TestCluster.class);
  }

  @Override
  public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            "weft.shared-cluster", key -> new Started(TestCluster.start(MEMBERS)), Started.class)
        .cluster;
  }

  /** Whatever a scenario did, its members have found nothing to complain of but strangers. */
  @Override
  public void afterAll(ExtensionContext context) {
    TestCluster shared = cluster;
    if (shared != null) {
      for (MemberProcess member : shared.members()) {
        int seen = CHECKED.getOrDefault(member.port(), 0);
        CHECKED.put(member.port(), member.log().mark());
        assertThat(member.log().since(seen))
            .as("complaints in the log of member %s", member.address())
            .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
            .allMatch(line -> line.contains("Refused a connection from 127.0.0.1"));
      }
    }
  }

  static boolean holds(JavaProcess process) {
    TestCluster shared = cluster;
    return shared != null && shared.members().stream().anyMatch(m -> m.process() == process);
  }

  /** Closed by JUnit when all tests have run. */
  private static final class Started implements AutoCloseable {

    private final TestCluster cluster;

    Started(TestCluster cluster) {
      this.cluster = cluster;
      SharedCluster.cluster = cluster;
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
