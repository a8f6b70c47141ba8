package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.List;

/** Is told of tasks that go to other nodes. Any thread may call, those of the grid too. */
interface Shipping {

  /** The task will be known by its id from now on. */
  void ships(PendingTask task);

  /** The task cannot be sent. */
  void failed(PendingTask task, Throwable failure);

  /** A node did not take these, or was lost while it had them. */
  void refused(NodeId worker, List<TaskSpec> batch, TransportException failure);

  /** Does something in a while, if the task still is wanted there then. */
  void later(TaskSpec task, Runnable action);

  /** The heap of a node is too small for a task. */
  void hasNoRoom(NodeId worker, TaskSpec task, HeapRoom.Answer answer);

  /** How some of them ended. */
  void ended(NodeId worker, List<Completion> completions);
}
