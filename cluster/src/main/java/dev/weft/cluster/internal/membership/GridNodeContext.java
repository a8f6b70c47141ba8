package dev.weft.cluster.internal.membership;

import com.hazelcast.instance.AddressPicker;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.cluster.Joiner;
import org.jspecify.annotations.Nullable;

/** Gives Hazelcast the parts of a member that are Weft's: socket, handshake and way of joining. */
final class GridNodeContext extends DefaultNodeContext {

  private final ListeningSocket socket;
  private final HandshakeInterceptor interceptor;
  private final JoinPlan plan;
  private final SeenMembers seen = new SeenMembers();
  private final OwnPart part = new OwnPart(seen);
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

  /** The part of the cluster that the node is in. */
  OwnPart part() {
    return part;
  }

  /** Where it has seen others. */
  SeenMembers seen() {
    return seen;
  }

  JoinPlan plan() {
    return plan;
  }

  @Override
  public NodeExtension createNodeExtension(Node node) {
    this.node = node;
    StaleJoins.shorten(); // which comes first of all parts, and the joiner last
    interceptor.attach(node);
    return new GridNodeExtension(node, interceptor, part);
  }

  @Override
  public AddressPicker createAddressPicker(Node node) {
    return socket;
  }

  @Override
  public Joiner createJoiner(Node node) {
    StaleJoins.restore();
    return new GridJoiner(node, plan, part);
  }
}
