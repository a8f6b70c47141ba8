package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What lives in partitions. Called in the order in which things happen to a partition, by one
 * thread at a time for each, and under no lock.
 */
public interface Tenant {

  /**
   * This node owns a partition from now on; {@link Replicas#find} has its entries.
   *
   * @param term names this ownership: what belongs to an earlier one cannot be committed
   */
  void opened(int partition, long term);

  /**
   * Another node wants to own the partition: nothing may begin. What runs may end and commit.
   *
   * @param idle gets true once nothing runs; or false, soon, if that would take too long, and then
   *     things go on
   */
  void freeze(int partition, Consumer<Boolean> idle);

  /**
   * Another node owns the partition, or is about to: what waits here is to be asked for there. May
   * come for one that was not open.
   */
  void closed(int partition);

  /** The owner of a partition that this node wants to own keeps it for now. */
  void busy(int partition, NodeId owner);

  /** All that held a partition's entries is gone; who that was, for people. */
  void lost(int partition, List<String> holders);

  /**
   * All that this node owns is kept on as many members of a view as it should be. Once for a view,
   * unless another one comes before.
   *
   * @param took how long that has taken since the view began
   */
  void kept(View view, Duration took);

  /** Does something that may make many versions safe, one after the other. */
  default void together(Runnable action) {
    action.run();
  }

  /** Whether a group of entries has ended, so that its entries are of no use. */
  boolean isOver(UUID group);
}
