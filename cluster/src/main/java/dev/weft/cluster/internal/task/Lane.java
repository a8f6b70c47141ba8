package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.store.ObjectId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way of tasks to one node. Those that come while others are on their way go in batches, and
 * their completions come in batches. One that finds the way empty goes alone, and its completion is
 * the answer to the message: one round trip and nothing else.
 */
final class Lane {

  private final Transport transport;
  private final NodeId worker;
  private final Shipping shipping;
  private final Outbox<TaskSpec> batches;
  private final AtomicBoolean isLoneOut = new AtomicBoolean();

  Lane(Transport transport, NodeId worker, Shipping shipping) {
    this.transport = transport;
    this.worker = worker;
    this.shipping = shipping;
    batches =
        new Outbox<>(
            transport,
            worker,
            Channel.TASKS,
            TaskBatch::write,
            TaskSpec::size,
            (batch, failure) -> shipping.refused(worker, batch, failure));
  }

  void add(TaskSpec task) {
    if (task.size() > HeapRoom.LARGE_BYTES) {
      askForRoom(task);
    } else if (batches.isIdle() && isLoneOut.compareAndSet(false, true)) {
      sendAlone(task);
    } else {
      batches.add(task);
    }
  }

  private void askForRoom(TaskSpec task) {
    MessageWriter question = new MessageWriter();
    ObjectIds.write(task.id(), question);
    question.putLong(task.size());
    transport.send(
        worker,
        Channel.ROOM,
        question.toBytes(),
        (answer, failure) -> {
          if (failure != null) {
            shipping.refused(worker, List.of(task), failure);
          } else if (answer != null) {
            sendIfThereIsRoom(task, HeapRoom.Answer.read(answer));
          }
        });
  }

  private void sendIfThereIsRoom(TaskSpec task, HeapRoom.Answer answer) {
    switch (answer.verdict()) {
      case YES -> batches.add(task);
      case LATER -> shipping.later(task, () -> askForRoom(task));
      case NO -> shipping.hasNoRoom(worker, task, answer);
    }
  }

  /** Takes a task back that has not left; returns whether it had not. */
  boolean recall(ObjectId task) {
    return batches.removeIf(spec -> spec.id().equals(task));
  }

  private void sendAlone(TaskSpec task) {
    byte[] message;
    try {
      message = TaskBatch.write(List.of(task));
    } catch (Throwable e) {
      isLoneOut.set(false);
      batches.add(task); // which tells that it cannot be written
      return;
    }
    transport.send(
        worker, Channel.LONE_TASKS, message, (answer, failure) -> answered(task, answer, failure));
  }

  private void answered(
      TaskSpec task, byte @Nullable [] answer, @Nullable TransportException failure) {
    isLoneOut.set(false);
    if (failure != null) {
      shipping.refused(worker, List.of(task), failure);
    } else if (answer != null && answer.length > 0) {
      shipping.ended(worker, Completion.readAll(answer));
    }
  }
}
