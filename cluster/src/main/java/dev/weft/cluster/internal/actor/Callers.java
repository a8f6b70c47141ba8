package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Change;
import dev.weft.cluster.internal.replica.Session;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls an actor, each with a line of calls. Guarded by its cell. */
final class Callers {

  private static final ActorAnswer LOST =
      ActorAnswer.unknown(
          "the future that its method had returned was lost when the actor moved to another member");

  private final boolean isAfterLoss;
  private final Map<CallerKey, CallerLine> lines = new HashMap<>(4);

  /** Callers that are over, which the next version tells. */
  private final Set<CallerKey> over = new HashSet<>(0);

  /**
   * @param isAfterLoss whether callers may come that were known in a life which is lost
   */
  Callers(boolean isAfterLoss) {
    this.isAfterLoss = isAfterLoss;
  }

  /** Goes on with the callers of an actor as it was kept. */
  void restore(Change entry) {
    entry.sessions().forEach((key, session) -> lines.put(key, new CallerLine(session)));
  }

  /** Takes a call; returns those that are next now, in order. */
  List<IncomingCall> accept(IncomingCall call) {
    for (long channel : call.request().finishedChannels()) {
      CallerKey key = new CallerKey(call.caller().node(), channel);
      if (lines.remove(key) != null) {
        over.add(key);
      }
    }
    return lines
        .computeIfAbsent(call.caller(), key -> new CallerLine(isAfterLoss))
        .accept(call, LOST);
  }

  /** The line of a call; null if its caller is gone. */
  @Nullable CallerLine of(IncomingCall call) {
    return lines.get(call.caller());
  }

  /** A call that was taken and has no answer; null if there is none. */
  @Nullable IncomingCall find(CallerKey caller, long sequence) {
    CallerLine line = lines.get(caller);
    return line == null ? null : line.open(sequence);
  }

  /** What these calls were answered is safe. */
  void answered(Batch batch) {
    for (EndedCall ended : batch.calls()) {
      CallerLine line = of(ended.call());
      byte[] answer = ended.answer();
      if (line != null && answer != null && ended.isDue()) {
        line.answered(ended.call(), answer);
      }
    }
  }

  /** What has changed of the callers of some calls, which have ended. */
  Map<CallerKey, Session> changed(Batch batch) {
    Map<CallerKey, Session> sessions = new HashMap<>();
    batch
        .answers()
        .forEach(
            (key, own) -> {
              CallerLine line = lines.get(key);
              if (line != null) {
                sessions.put(key, line.session(own));
              }
            });
    return sessions;
  }

  /** What is to be remembered of all callers, once some calls have ended. */
  Map<CallerKey, Session> all(Batch batch) {
    Map<CallerKey, Map<Long, byte[]>> answers = batch.answers();
    Map<CallerKey, Session> sessions = new HashMap<>();
    lines.forEach(
        (key, line) -> sessions.put(key, line.whole(answers.getOrDefault(key, Map.of()))));
    over.clear();
    return sessions;
  }

  boolean hasOver() {
    return !over.isEmpty();
  }

  /** Callers that are over, to be told by a version. */
  List<CallerKey> takeOver() {
    List<CallerKey> taken = List.copyOf(over);
    over.clear();
    return taken;
  }

  /** Whether no call waits or is to be answered. */
  boolean areQuiet() {
    return lines.values().stream().allMatch(CallerLine::isQuiet);
  }

  /** Forgets all; returns the calls that have no answer. */
  List<IncomingCall> clear() {
    List<IncomingCall> unanswered = new ArrayList<>();
    lines.values().forEach(line -> unanswered.addAll(line.unanswered()));
    lines.clear();
    return unanswered;
  }

  /**
   * Lets the callers go on with another life of the actor, where the calls that were taken here do
   * not run. Returns those.
   */
  List<IncomingCall> moveTo(Callers next) {
    List<IncomingCall> taken = new ArrayList<>();
    for (CallerLine line : lines.values()) {
      for (IncomingCall call : line.taken()) {
        line.ran(call.sequence());
        taken.add(call);
      }
    }
    next.lines.putAll(lines);
    next.over.addAll(over);
    lines.clear();
    return taken;
  }

  /** A node is gone, and its callers with it. */
  void forget(NodeId node) {
    lines.keySet().removeIf(key -> key.node().equals(node));
  }
}
