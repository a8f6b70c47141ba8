package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an entry knows of one caller, or what has changed of that.
 *
 * @param next the number of its next call; all before it have taken effect
 * @param acknowledged answers to calls before this number are not needed any more
 * @param answers those that may still be asked for, by the calls' numbers
 */
public record Session(long next, long acknowledged, Map<Long, byte[]> answers) {

  public Session {
    answers = Map.copyOf(answers);
  }

  /** This one after a change. */
  Session with(Session change) {
    TreeMap<Long, byte[]> merged = new TreeMap<>(answers);
    merged.putAll(change.answers);
    long done = Math.max(acknowledged, change.acknowledged);
    merged.headMap(done).clear();
    return new Session(Math.max(next, change.next), done, merged);
  }

  void write(MessageWriter out) {
    out.putLong(next).putLong(acknowledged).putVarInt(answers.size());
    answers.forEach((number, answer) -> out.putLong(number).putBytes(answer));
  }

  static Session read(MessageReader in) {
    long next = in.getLong();
    long acknowledged = in.getLong();
    Map<Long, byte[]> answers = new TreeMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      long number = in.getLong();
      answers.put(number, in.getBytes());
    }
    return new Session(next, acknowledged, answers);
  }

  /** About how many bytes it takes in a message. */
  int size() {
    int size = 20;
    for (byte[] answer : answers.values()) {
      size += answer.length + 10;
    }
    return size;
  }
}
