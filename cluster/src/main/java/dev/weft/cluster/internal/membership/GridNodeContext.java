package dev.weft.cluster.internal.membership;

import com.hazelcast.instance.AddressPicker;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.nio.MemberSocketInterceptor;
import org.jspecify.annotations.Nullable;

/** Gives Hazelcast the parts of a member that are Weft's: socket, handshake and way of joining. */
final class GridNodeContext extends DefaultNodeContext {

  private final ListeningSocket socket;
  private final HandshakeInterceptor interceptor;
  private final JoinPlan plan;
  private volatile @Nullable Node node;

  GridNodeContext(ListeningSocket socket, HandshakeInterceptor interceptor, JoinPlan plan) {
    this.socket = socket;
    this.interceptor = interceptor;
    this.plan = plan;
  }

  /** The node that Hazelcast has made with this context. */
  Node node() {
    Node made = node;
    if (made == null) {
      throw new IllegalStateException("Hazelcast has not made its node");
    }
    return made;
  }

  @Override
  public NodeExtension createNodeExtension(Node node) {
    this.node = node;
    interceptor.attach(node);
    return new GridNodeExtension(node, interceptor);
  }

  @Override
  public AddressPicker createAddressPicker(Node node) {
    return socket;
  }

  @Override
  public Joiner createJoiner(Node node) {
    return new GridJoiner(node, plan);
  }

  private static final class GridNodeExtension extends DefaultNodeExtension {

    private final HandshakeInterceptor interceptor;

    GridNodeExtension(Node node, HandshakeInterceptor interceptor) {
      super(node);
      this.interceptor = interceptor;
    }

    @Override
    public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier qualifier) {
      return interceptor;
    }
  }
}
