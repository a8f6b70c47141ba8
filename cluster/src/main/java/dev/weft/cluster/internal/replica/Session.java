package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;

/**
 * What an entry knows of one caller, or what has changed of that.
 *
 * @param next the number of its next call; all before it have taken effect
 * @param acknowledged answers to calls before this number are not needed any more
 * @param answers those that may still be asked for, by the calls' numbers
 */
public record Session(long next, long acknowledged, Answers answers) {

  private static final int OVERHEAD = 20;

  /** This one after a change. */
  Session with(Session change) {
    long done = Math.max(acknowledged, change.acknowledged);
    return new Session(Math.max(next, change.next), done, answers.with(change.answers, done));
  }

  void write(MessageWriter out) {
    out.putLong(next).putLong(acknowledged);
    answers.write(out);
  }

  static Session read(MessageReader in) {
    return new Session(in.getLong(), in.getLong(), Answers.read(in));
  }

  /** About how many bytes it takes in a message. */
  int size() {
    return OVERHEAD + answers.bytes();
  }
}
