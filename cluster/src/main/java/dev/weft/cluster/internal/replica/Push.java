package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One change on its way from an owner to a follower; or none, to have the epoch confirmed.
 *
 * @param change what is to be taken; null for nothing
 * @param transfer the name under which its state has come before, in pieces; 0 if it has not
 * @param onAnswer gets what the follower says, once
 */
record Push(
    int partition, Epoch epoch, @Nullable Change change, long transfer, Consumer<Answer> onAnswer) {

  private static final int VERSION = 2;
  private static final int OVERHEAD = 32;
  private static final int NOTHING = 0;
  private static final int CHANGE = 1;
  private static final int TRANSFERRED = 2;

  /** What a follower says. The order is part of the wire form. */
  enum Answer {
    /** It has it. */
    TAKEN,
    /** It lacks the version that the change is based on: send all of the entry. */
    MISSING,
    /** It has promised to take nothing of this epoch any more. */
    FENCED,
    /** It said nothing. Never sent. */
    SILENCE;

    private static final Answer[] ALL = values();
  }

  Push(int partition, Epoch epoch, @Nullable Change change, Consumer<Answer> onAnswer) {
    this(partition, epoch, change, 0, onAnswer);
  }

  /** The state of its change; empty if there is none. */
  byte[] state() {
    byte[] state = change == null ? null : change.state();
    return state == null ? new byte[0] : state;
  }

  /** The same, when its state has arrived. */
  Push transferred(long name) {
    return new Push(
        partition, epoch, Objects.requireNonNull(change).withState(null), name, onAnswer);
  }

  /** The same with the state that has come before; null if that is not there. */
  Push completed(byte @Nullable [] state) {
    Change known = Objects.requireNonNull(change);
    return new Push(
        partition, epoch, state == null ? known.unfit() : known.withState(state), onAnswer);
  }

  int size() {
    return change == null ? OVERHEAD : OVERHEAD + change.size();
  }

  static byte[] writeAll(List<Push> batch) {
    MessageWriter out =
        new MessageWriter().putByte(ReplicaMessage.PUSH).putByte(VERSION).putVarInt(batch.size());
    for (Push push : batch) {
      out.putVarInt(push.partition);
      push.epoch.write(out);
      out.putByte(push.change == null ? NOTHING : push.transfer == 0 ? CHANGE : TRANSFERRED);
      if (push.transfer != 0) {
        out.putLong(push.transfer);
      }
      if (push.change != null) {
        push.change.write(out);
      }
    }
    return out.toBytes();
  }

  /** Reads what follows the kind of the message. */
  static List<Push> readAll(MessageReader in) {
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("Pushes of wire version " + version + " are unknown.");
    }
    int count = in.getCount();
    List<Push> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int partition = in.getVarInt();
      Epoch epoch = Epoch.read(in);
      int form = in.getByte();
      long transfer = form == TRANSFERRED ? in.getLong() : 0;
      Change change = form == NOTHING ? null : Change.read(in);
      batch.add(new Push(partition, epoch, change, transfer, answer -> {}));
    }
    return batch;
  }

  static byte[] writeAnswers(List<Answer> answers) {
    byte[] message = new byte[answers.size()];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) answers.get(i).ordinal();
    }
    return message;
  }

  /** Gives each push of a batch its answer. */
  static void answer(List<Push> batch, byte[] message) {
    for (int i = 0; i < batch.size(); i++) {
      int answer = i < message.length ? message[i] : Answer.SILENCE.ordinal();
      batch.get(i).onAnswer.accept(Answer.ALL[Math.floorMod(answer, Answer.ALL.length)]);
    }
  }

  static void unanswered(List<Push> batch) {
    batch.forEach(push -> push.onAnswer.accept(Answer.SILENCE));
  }
}
