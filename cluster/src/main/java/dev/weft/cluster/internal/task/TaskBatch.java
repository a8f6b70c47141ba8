package dev.weft.cluster.internal.task;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.scheduler.Claim;
import dev.weft.cluster.internal.scheduler.ClaimForm;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The wire form of tasks that go to one worker together.
 *
 * <p>What many tasks share, their job, method and name, is written once: a message stands for
 * itself, so nothing has to be agreed before, or again after a loss.
 *
 * <pre>
 *   version | kinds | { job, claim, name, method } … | tasks | { kind, id, attempt, depth, priority, args, inputs } …
 * </pre>
 */
final class TaskBatch {

  private static final int VERSION = 2;

  private TaskBatch() {}

  static byte[] write(List<TaskSpec> tasks) {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    int[] numbers = new int[tasks.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          i > 0 && isOfOneKind(tasks.get(i - 1), tasks.get(i))
              ? numbers[i - 1]
              : kinds.computeIfAbsent(Kind.of(tasks.get(i)), kind -> kinds.size());
    }
    MessageWriter out = new MessageWriter().putByte(VERSION).putVarInt(kinds.size());
    kinds.keySet().forEach(kind -> kind.write(out));
    out.putVarInt(tasks.size());
    for (int i = 0; i < numbers.length; i++) {
      TaskSpec task = tasks.get(i);
      out.putVarInt(numbers[i]);
      ObjectIds.write(task.result(), out);
      out.putVarInt(task.attempt()).putVarInt(task.depth());
      out.putVarInt(task.priority()).putBytes(task.args());
      Input.writeAll(task.inputs(), out);
    }
    return out.toBytes();
  }

  /** Whether that can be seen at a glance, as with nearly all that come one after the other. */
  @SuppressWarnings("ReferenceEquality") // claims that are equal but not the same are found later
  private static boolean isOfOneKind(TaskSpec one, TaskSpec other) {
    return one.job().equals(other.job())
        && one.claim() == other.claim()
        && one.name().equals(other.name())
        && one.method().equals(other.method());
  }

  static List<TaskSpec> read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("Tasks of wire version " + version + " are unknown here.");
    }
    List<Kind> kinds = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      kinds.add(Kind.read(in));
    }
    int count = in.getCount();
    List<TaskSpec> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(read(in, kinds));
    }
    return tasks;
  }

  private static TaskSpec read(MessageReader in, List<Kind> kinds) {
    int number = in.getVarInt();
    if (number < 0 || number >= kinds.size()) {
      throw new IllegalArgumentException("A task is of kind " + number + ", which is not there.");
    }
    Kind kind = kinds.get(number);
    return new TaskSpec(
        kind.job,
        ObjectIds.read(in),
        in.getVarInt(),
        in.getVarInt(),
        in.getVarInt(),
        kind.claim,
        kind.name,
        kind.method,
        in.getBytes(),
        Input.readAll(in));
  }

  /** What many tasks have in common. */
  private record Kind(JobId job, Claim claim, String name, MethodKey method) {

    static Kind of(TaskSpec task) {
      return new Kind(task.job(), task.claim(), task.name(), task.method());
    }

    static Kind read(MessageReader in) {
      return new Kind(
          new JobId(in.getUuid()), ClaimForm.read(in), in.getString(), MethodKey.read(in));
    }

    void write(MessageWriter out) {
      out.putUuid(job.uuid());
      ClaimForm.write(claim, out);
      out.putString(name);
      method.write(out);
    }
  }
}
