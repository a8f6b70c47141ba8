package dev.weft.it.faults.check;

import dev.weft.it.faults.check.LinearizabilityChecker.Answer;
import dev.weft.it.faults.check.LinearizabilityChecker.Result;
import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.faults.history.ActorId;
import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Ending;
import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Operation;
import dev.weft.it.faults.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a history, actor by actor: a history is as good as those of its actors. */
public final class HistoryChecker {

  /** Who had it, in what is said of an actor that is lost. */
  private static final Pattern HOLDERS =
      Pattern.compile("had its state are gone, ([^,]+), (\\S+)\\.$");

  private final History history;
  private final List<Set<String>> losses;
  private final List<Violation> violations = new ArrayList<>();
  private final List<ActorId> undecided = new ArrayList<>();

  private HistoryChecker(History history, List<Set<String>> losses) {
    this.history = history;
    this.losses = losses;
  }

  /** Checks everything; no actor may be lost. */
  public static Verdict check(History history) {
    return check(history, List.of());
  }

  /**
   * Checks everything.
   *
   * @param losses the addresses of members that died together: an actor may be lost if it says that
   *     it was on two of one of these
   */
  public static Verdict check(History history, List<Set<String>> losses) {
    HistoryChecker checker = new HistoryChecker(history, losses);
    for (Map.Entry<ActorId, List<Call>> actor : history.byActor().entrySet()) {
      checker.check(actor.getKey(), actor.getValue());
    }
    return new Verdict(checker.violations, checker.undecided);
  }

  private void check(ActorId actor, List<Call> calls) {
    labels(actor, calls);
    Ending ending = history.endings().get(actor);
    boolean isReadable = ending != null && ending.isReadable();
    if (ending != null && !isReadable) {
      lost(actor, calls, ending);
    }
    switch (actor.kind()) {
      case LEDGER ->
          violations.addAll(
              isReadable
                  ? LedgerChecker.check(actor, calls, contents(ending))
                  : LedgerChecker.checkReplies(actor, calls));
      case REGISTER -> search(actor, Models.REGISTER, withEnding(calls, ending, Operation.READ));
      case COUNTER -> search(actor, Models.COUNTER, withEnding(calls, ending, Operation.GET));
    }
  }

  private void labels(ActorId actor, List<Call> calls) {
    for (Call call : calls) {
      if (call.outcome() == Outcome.HUNG) {
        add(Kind.HUNG, actor, "it has not ended in time", List.of(call));
      } else if (call.outcome() == Outcome.STRANGE) {
        add(Kind.STRANGE, actor, "no caller should see this", List.of(call));
      }
    }
  }

  private void lost(ActorId actor, List<Call> calls, Ending ending) {
    List<Call> updates =
        calls.stream().filter(c -> c.isAcknowledged() && !c.operation().isRead()).toList();
    if (isAllowed(ending)) {
      return;
    }
    List<Call> dead = calls.stream().filter(c -> c.outcome() == Outcome.DIED).toList();
    if (!updates.isEmpty()) {
      List<Call> shown = new ArrayList<>(updates.subList(updates.size() - 1, updates.size()));
      shown.addAll(dead.subList(0, Math.min(1, dead.size())));
      add(
          Kind.ACTOR_LOST,
          actor,
          updates.size() + " updates were acknowledged; at the end: " + ending.failure(),
          shown);
    }
  }

  private boolean isAllowed(Ending ending) {
    Matcher holders = HOLDERS.matcher(ending.failure());
    return holders.find()
        && losses.stream()
            .anyMatch(dead -> dead.containsAll(List.of(holders.group(1), holders.group(2))));
  }

  private <S> void search(ActorId actor, Model<S> model, List<Call> calls) {
    Result result = LinearizabilityChecker.check(model, calls);
    if (result.answer() == Answer.NOT_LINEARIZABLE) {
      add(Kind.NOT_LINEARIZABLE, actor, result.explanation(), result.calls());
    } else if (result.answer() == Answer.UNDECIDED) {
      undecided.add(actor);
    }
  }

  /** What was read at the end is one more call, after all others. */
  private static List<Call> withEnding(
      List<Call> calls, @Nullable Ending ending, Operation operation) {
    if (ending == null || !ending.isReadable()) {
      return calls;
    }
    List<Call> all = new ArrayList<>(calls);
    ActorId actor = calls.get(0).actor();
    long end = calls.stream().mapToLong(HistoryChecker::lastNanos).max().orElse(0);
    all.add(
        new Call(
            Call.IDS_PER_CALLER - 1,
            actor,
            operation,
            0,
            0,
            end + 1,
            end + 2,
            Outcome.VALUE,
            ending.contents()[0],
            "the end"));
    return all;
  }

  private static long lastNanos(Call call) {
    return Math.max(call.invokedNanos(), call.returnedNanos());
  }

  private static long[] contents(@Nullable Ending ending) {
    return ending == null ? new long[0] : ending.contents();
  }

  private void add(Kind kind, ActorId actor, String what, List<Call> calls) {
    violations.add(new Violation(kind, actor, what, calls));
  }
}
