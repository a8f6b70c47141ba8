package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.ActorAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What moves of an actor.
 *
 * @param creation how it is to be built, if it is not yet
 * @param state its fields, encoded; empty if it is not built yet
 * @param lines for each caller the line of its calls
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record ActorSnapshot(
    ActorAddress address,
    JobId job,
    ActorRequest.@Nullable Create creation,
    byte[] state,
    Map<CallerLine.Key, CallerLine.State> lines) {

  ActorSnapshot {
    lines = Map.copyOf(lines);
  }

  /** Writes all actors of a partition: a count, then each. */
  static byte[] writeAll(List<ActorSnapshot> actors) {
    MessageWriter out = new MessageWriter().putVarInt(actors.size());
    actors.forEach(actor -> actor.write(out));
    return out.toBytes();
  }

  static List<ActorSnapshot> readAll(byte[] message) {
    MessageReader in = new MessageReader(message);
    int count = in.getCount();
    List<ActorSnapshot> actors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      actors.add(read(in));
    }
    return actors;
  }

  private void write(MessageWriter out) {
    out.putUuid(address.id())
        .putUuid(address.incarnation())
        .putString(address.type())
        .putUuid(job.uuid())
        .putBytes(creation == null ? new byte[0] : creation.toBytes())
        .putBytes(state)
        .putVarInt(lines.size());
    lines.forEach((key, line) -> write(key, line, out));
  }

  private static ActorSnapshot read(MessageReader in) {
    ActorAddress address = new ActorAddress(in.getUuid(), in.getUuid(), in.getString());
    JobId job = new JobId(in.getUuid());
    byte[] creation = in.getBytes();
    byte[] state = in.getBytes();
    Map<CallerLine.Key, CallerLine.State> lines = new HashMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      NodeId caller = new NodeId(in.getUuid());
      long channel = in.getLong();
      lines.put(new CallerLine.Key(caller, channel), readLine(in));
    }
    return new ActorSnapshot(
        address,
        job,
        creation.length == 0 ? null : (ActorRequest.Create) ActorRequest.read(creation),
        state,
        lines);
  }

  private static void write(CallerLine.Key key, CallerLine.State line, MessageWriter out) {
    out.putUuid(key.caller().uuid())
        .putLong(key.channel())
        .putLong(line.next())
        .putVarInt(line.answers().size());
    line.answers().forEach((sequence, answer) -> out.putLong(sequence).putBytes(answer));
  }

  private static CallerLine.State readLine(MessageReader in) {
    long next = in.getLong();
    Map<Long, byte[]> answers = new HashMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      long sequence = in.getLong();
      answers.put(sequence, in.getBytes());
    }
    return new CallerLine.State(next, answers);
  }
}
