package dev.weft.cluster.internal.transport;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The way of one channel's messages to other nodes. */
@FunctionalInterface
public interface Link {

  /**
   * Sends a message to a node. Does not block.
   *
   * @param done gets the answer, or a {@link TransportException}, once; on any thread, perhaps
   *     before this returns: it hands over and returns
   */
  void send(
      NodeId target,
      byte[] message,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done);
}
