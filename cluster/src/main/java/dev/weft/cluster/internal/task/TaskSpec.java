package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.store.ObjectId;
import java.util.List;

/**
 * A task on its way to a worker; {@link TaskBatch} has its wire form.
 *
 * @param job the job it belongs to
 * @param result the id of its ref, which names the task too; a large result is stored under it
 * @param attempt 1 for the first run
 * @param depth how many tasks called one another to come to this one
 * @param priority among the tasks of its job, the highest first
 * @param claim what it takes while it runs
 * @param name for people
 * @param method what to run
 * @param args the encoded arguments, null where an input goes
 * @param inputs arguments that were the values of refs
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record TaskSpec(
    JobId job,
    ObjectId result,
    int attempt,
    int depth,
    int priority,
    Claim claim,
    String name,
    MethodKey method,
    byte[] args,
    List<Input> inputs) {

  TaskSpec {
    inputs = List.copyOf(inputs);
  }

  /** What names the task. */
  ObjectId id() {
    return result;
  }

  /** What is left of it when it will never run. */
  TaskSpec withoutArguments() {
    return new TaskSpec(
        job, result, attempt, depth, priority, claim, name, method, new byte[0], List.of());
  }

  /** Its approximate size on the wire, in bytes. */
  int size() {
    int size = 32 + args.length;
    for (Input input : inputs) {
      size += 64 + input.size();
    }
    return size;
  }
}
