package dev.weft.cluster.internal.membership;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.hotrestart.InternalHotRestartService;
import com.hazelcast.internal.hotrestart.NoopInternalHotRestartService;
import com.hazelcast.nio.MemberSocketInterceptor;
import java.util.UUID;

/** Weft's parts of a Hazelcast node: the handshake, and who it is and belongs to. */
final class GridNodeExtension extends DefaultNodeExtension {

  private final HandshakeInterceptor interceptor;
  private final OwnPart part;
  private final UUID id = UUID.randomUUID();
  private final InternalHotRestartService rejoining = new Rejoining();

  GridNodeExtension(Node node, HandshakeInterceptor interceptor, OwnPart part) {
    super(node);
    this.interceptor = interceptor;
    this.part = part;
    part.attach(node);
  }

  OwnPart part() {
    return part;
  }

  @Override
  public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier qualifier) {
    return interceptor;
  }

  @Override
  public void onMemberListChange() {
    super.onMemberListChange();
    part.membersChanged();
  }

  @Override
  public UUID createMemberUuid() {
    return id;
  }

  @Override
  public InternalHotRestartService getInternalHotRestartService() {
    return rejoining;
  }

  /** Is told when a node that merges has been reset, right after it was given a new id. */
  private final class Rejoining extends NoopInternalHotRestartService {

    @Override
    public void resetService(boolean isAfterJoin) {
      KeptIdentity.restore(node, id);
    }
  }
}
