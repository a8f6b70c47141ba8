package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.CallerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calls that have ended and become safe together, in the order in which they have ended. */
record Batch(List<EndedCall> calls) {

  static final Batch NONE = new Batch(List.of());

  int size() {
    return calls.size();
  }

  /** Whether none of them may have changed anything. */
  boolean areReads() {
    return areReads(calls);
  }

  static boolean areReads(List<EndedCall> calls) {
    for (EndedCall call : calls) {
      if (!call.isRead()) {
        return false;
      }
    }
    return true;
  }

  /** The answers that are to be kept, by caller and number; each caller of a call is there. */
  Map<CallerKey, Map<Long, byte[]>> answers() {
    Map<CallerKey, Map<Long, byte[]>> answers = new HashMap<>();
    for (EndedCall call : calls) {
      Map<Long, byte[]> own = answers.computeIfAbsent(call.call().caller(), key -> new HashMap<>());
      byte[] answer = call.answer();
      if (answer != null && !call.isRead()) {
        own.put(call.call().sequence(), answer);
      }
    }
    return answers;
  }

  /** Answers those that are due: what they did is safe. */
  void answer() {
    for (EndedCall call : calls) {
      if (call.isDue()) {
        call.call().answer(Objects.requireNonNull(call.answer()));
      }
    }
  }
}
