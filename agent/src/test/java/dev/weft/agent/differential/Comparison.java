package dev.weft.agent.differential;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares a woven run with the plain one.
 *
 * <p>Both must end alike. When no remote call failed, their local side effects and their calls must
 * be the same, in the same order. When one did, code between it and its wait may have run ahead:
 * then the woven run did all that the plain one did, in that order, and perhaps more.
 */
final class Comparison {

  private Comparison() {}

  /**
   * What differs, in words.
   *
   * @param callsFailed whether a remote call of the plain run failed
   */
  static List<String> differences(Ending plain, Ending woven, boolean callsFailed) {
    List<String> differences = new ArrayList<>();
    if (!plain.outcome().equals(woven.outcome())) {
      differences.add("plain " + plain.outcome() + ", woven " + woven.outcome());
    }
    compare("suppressed", plain.suppressed(), woven.suppressed(), callsFailed, differences);
    compare("trace", plain.trace(), woven.trace(), callsFailed, differences);
    compare("calls", plain.calls(), woven.calls(), callsFailed, differences);
    return differences;
  }

  private static void compare(
      String what, List<String> plain, List<String> woven, boolean mayBeMore, List<String> to) {
    boolean isRight = mayBeMore ? isSubsequence(plain, woven) : plain.equals(woven);
    if (!isRight) {
      to.add(
          what
              + (mayBeMore ? " not all, or in another order" : "")
              + ":\n    plain "
              + plain
              + "\n    woven "
              + woven);
    }
  }

  static boolean isSubsequence(List<String> part, List<String> whole) {
    Iterator<String> rest = whole.iterator();
    for (String wanted : part) {
      boolean found = false;
      while (!found && rest.hasNext()) {
        found = rest.next().equals(wanted);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
