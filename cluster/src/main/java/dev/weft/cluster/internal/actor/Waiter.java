package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A run of an actor's code that waits for the call of another actor.
 *
 * @param actor whose code
 * @param run which run
 * @param text the call that runs, for people
 * @param isForNew whether what it waits for has not begun
 */
record Waiter(UUID actor, long run, String text, boolean isForNew) {

  /** The same, once it is known whether what it waits for has begun. */
  Waiter forNew(boolean isNew) {
    return new Waiter(actor, run, text, isNew);
  }

  /** Whether it is this run. */
  boolean is(UUID otherActor, long otherRun) {
    return run == otherRun && actor.equals(otherActor);
  }

  static void writeAll(List<Waiter> path, MessageWriter out) {
    out.putVarInt(path.size());
    for (Waiter waiter : path) {
      out.putUuid(waiter.actor).putLong(waiter.run).putString(waiter.text);
      out.putByte(waiter.isForNew ? 1 : 0);
    }
  }

  static List<Waiter> readAll(MessageReader in) {
    List<Waiter> path = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      path.add(new Waiter(in.getUuid(), in.getLong(), in.getString(), in.getByte() != 0));
    }
    return path;
  }
}
