package dev.weft.it.kit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two members for all scenarios that leave their members unharmed, started by the first that asks;
 * give a test a {@link TestCluster} parameter. What one scenario did to them, the next one finds.
 */
public final class SharedCluster implements ParameterResolver {

  private static final int MEMBERS = 2;

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
