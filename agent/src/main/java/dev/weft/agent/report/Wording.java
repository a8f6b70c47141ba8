package dev.weft.agent.report;

import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.report.CallReport.Sharing;
import dev.weft.agent.report.CallReport.Wait;
import java.util.Comparator;
import java.util.List;

/** How the report says things. Its words are stable: people search for them. */
final class Wording {

  private static final String RETURN = "the return";

  private Wording() {}

  /** The word that a call's line begins with. */
  static String state(CallReport call) {
    if (!call.overlaps()) {
      return "waits";
    }
    return call.isExplicit() ? "ref" : "overlaps";
  }

  /** What is told of a call below its line. */
  static List<String> waits(CallReport call) {
    return call.overlaps()
        ? call.waits().stream().map(wait -> later(wait, call.line())).distinct().toList()
        : List.of(why(call));
  }

  /** What is told of calls that may meet it in an actor. */
  static List<String> shares(CallReport call) {
    return call.shares().stream().map(shared -> shared(shared, call.line())).distinct().toList();
  }

  private static String shared(Sharing shared, int line) {
    String other =
        shared.line() == line || shared.line() == 0
            ? "another call in this line"
            : "the call in line " + shared.line();
    return "shares "
        + shared.actor()
        + " with "
        + other
        + ": what they do there falls in any order, unless weft.strict is on";
  }

  /** Why a call is waited for where it stands. */
  static String why(CallReport call) {
    Wait wait =
        call.waits().stream()
            .filter(w -> w.reason().isAtOnce())
            .min(Comparator.comparing(Wait::reason))
            .orElseThrow();
    return "waits here: " + cause(wait, call);
  }

  private static String cause(Wait wait, CallReport call) {
    return switch (wait.reason()) {
      case IMMEDIATE_USE ->
          call.givenTo().isEmpty() || !wait.detail().contains(RETURN)
              ? or(wait.detail(), "the next instruction") + " uses its value"
              : "a lambda given to " + call.givenTo() + " ends with it";
      case CONFLICT ->
          "paths meet" + in(wait, call.line()) + ", and one of them has a value already";
      default -> or(wait.detail(), "calls cannot overlap here");
    };
  }

  private static String later(Wait wait, int line) {
    String in = in(wait, line);
    String detail = wait.detail();
    return switch (wait.reason()) {
      case USE -> "waits" + in + ": " + or(detail, "an instruction") + " uses its value";
      case PASSED_ON -> "goes to " + or(detail, "a remote call") + in + ": nothing waits";
      case STORED ->
          "goes into " + or(detail, "an array or collection") + in + ": waits when that is used";
      case BARRIER ->
          "waits" + in + ": " + or(detail, "a try or synchronized block begins or ends");
      case RETURN -> "waits" + in + ": the method returns";
      case RETURNED_REF -> "gives its ref to the program: nothing waits";
      default -> "waits" + in;
    };
  }

  private static String in(Wait wait, int line) {
    if (wait.line() == 0) {
      return "";
    }
    return wait.line() == line ? " in this line" : " in line " + wait.line();
  }

  private static String or(String detail, String otherwise) {
    return detail.isEmpty() ? otherwise : detail;
  }

  /** What to do about a call that is waited for where it stands; empty when nothing can be done. */
  static String remedy(CallReport call) {
    if (call.overlaps()) {
      return "";
    }
    if (!call.givenTo().isEmpty()) {
      return "Write Weft.remote(() -> ...) in the lambda, and get the refs when all are made.";
    }
    boolean isConflict = call.waits().stream().anyMatch(w -> w.reason() == Reason.CONFLICT);
    if (isConflict) {
      return "Use Weft.remote(() -> ...) on that path, and get() where the value is needed.";
    }
    boolean isUse =
        call.waits().stream()
            .anyMatch(w -> w.reason() == Reason.IMMEDIATE_USE && !w.detail().equals(RETURN));
    return isUse ? "Move work that does not need the value between the call and its use." : "";
  }

  static String count(int count, String what) {
    boolean isSibilant = what.endsWith("s");
    return count + " " + (count == 1 ? what : what + (isSibilant ? "es" : "s"));
  }
}
