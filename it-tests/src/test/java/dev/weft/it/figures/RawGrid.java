package dev.weft.it.figures;

import dev.weft.cluster.internal.engine.ClusterNode;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Echo;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Bare operations of Hazelcast's to the same member over the same connection: a message of a few
 * bytes that the member answers at once, with nothing, on the grid's own thread.
 */
final class RawGrid {

  private final Transport transport = new Transport();
  private final NodeId member;
  private final byte[] message = {Echo.AT_ONCE};

  RawGrid(ClusterNode node) {
    transport.bind(node.grid().nodeEngine());
    member = transport.workers().get(0);
  }

  /** An operation on the member, waited for. */
  void operation() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    transport.send(
        member, Channel.ECHO, message, (answer, failure) -> done.complete(failure == null));
    check(done.join());
  }

  /** An operation on a partition of the member's, waited for. */
  void partitionOperation() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    transport.sendToPartition(
        0, Channel.ECHO, message, (answer, failure) -> done.complete(failure == null));
    check(done.join());
  }

  /** Operations on the member, so many at a time, all waited for. */
  void operations(int count, int inFlight) {
    Semaphore free = new Semaphore(inFlight);
    for (int i = 0; i < count; i++) {
      free.acquireUninterruptibly();
      transport.send(member, Channel.ECHO, message, (answer, failure) -> free.release());
    }
    free.acquireUninterruptibly(inFlight);
  }

  private static void check(boolean wentWell) {
    if (!wentWell) {
      throw new IllegalStateException("An operation failed.");
    }
  }
}
