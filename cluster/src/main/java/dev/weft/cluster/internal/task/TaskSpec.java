package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.store.ObjectId;
import java.util.ArrayList;
import java.util.List;

/**
 * A task on its way to a worker.
 *
 * @param job the job it belongs to
 * @param result the id of its ref, which names the task too; a large result is stored under it
 * @param attempt 1 for the first run
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
    String name,
    MethodKey method,
    byte[] args,
    List<Input> inputs) {

  private static final int VERSION = 1;

  TaskSpec {
    inputs = List.copyOf(inputs);
  }

  /** What names the task. */
  ObjectId id() {
    return result;
  }

  /** Its approximate size on the wire, in bytes. */
  int size() {
    int size = 128 + args.length;
    for (Input input : inputs) {
      size += 64 + input.size();
    }
    return size;
  }

  /** Writes a batch: version, count, then each task. */
  static byte[] writeAll(List<TaskSpec> tasks) {
    MessageWriter out = new MessageWriter().putByte(VERSION).putVarInt(tasks.size());
    for (TaskSpec task : tasks) {
      task.write(out);
    }
    return out.toBytes();
  }

  static List<TaskSpec> readAll(byte[] message) {
    MessageReader in = new MessageReader(message);
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("Tasks of wire version " + version + " are unknown here.");
    }
    int count = in.getCount();
    List<TaskSpec> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(read(in));
    }
    return tasks;
  }

  private void write(MessageWriter out) {
    out.putUuid(job.uuid());
    ObjectIds.write(result, out);
    out.putVarInt(attempt).putString(name);
    method.write(out);
    out.putBytes(args);
    Input.writeAll(inputs, out);
  }

  private static TaskSpec read(MessageReader in) {
    return new TaskSpec(
        new JobId(in.getUuid()),
        ObjectIds.read(in),
        in.getVarInt(),
        in.getString(),
        MethodKey.read(in),
        in.getBytes(),
        Input.readAll(in));
  }
}
