package dev.weft.cluster.internal.membership;

import static com.hazelcast.instance.EndpointQualifier.MEMBER;

import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.server.ServerConnectionManager;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets refused connections. Hazelcast 5.7 keeps the channel of a connection that its socket
 * interceptor has refused, for as long as the member lives, so that a peer without the key could
 * fill its memory. There is no way to that set but by its name.
 */
final class RefusedChannels {

  private static final Logger log = LoggerFactory.getLogger(RefusedChannels.class);
  private static final String FIELD = "acceptedChannels";

  /** A sweep goes over all channels, so it is not worth one for every refusal. */
  private static final int REFUSALS_PER_SWEEP = 64;

  private final Node node;
  private final AtomicInteger refusals = new AtomicInteger();

  RefusedChannels(Node node) {
    this.node = node;
  }

  /** To be called for each refusal. */
  void count() {
    if (refusals.incrementAndGet() % REFUSALS_PER_SWEEP == 0) {
      sweep();
    }
  }

  /** Forgets the channels that are closed, and returns how many are left. */
  int sweep() {
    try {
      Set<Channel> channels = channels();
      channels.removeIf(Channel::isClosed);
      return channels.size();
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("Cannot reach Hazelcast's accepted channels", e);
      return 0;
    }
  }

  @SuppressWarnings("unchecked")
  private Set<Channel> channels() throws ReflectiveOperationException {
    ServerConnectionManager manager = node.getServer().getConnectionManager(MEMBER);
    Field field = manager.getClass().getSuperclass().getDeclaredField(FIELD);
    field.setAccessible(true);
    return (Set<Channel>) field.get(manager);
  }
}
