package dev.weft.agent.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which classes stay unwoven. The first class for each reason is told at once; those that
 * follow are counted, and told in one line when the process ends.
 *
 * <p>Its fields are guarded by this.
 */
final class UnwovenClasses {

  private static final int MOST_REASONS = 100;
  private static final int MOST_NAMES = 5;
  private static final String OTHERS = "For other reasons.";

  private final Map<String, Repeats> reasons = new LinkedHashMap<>();
  private boolean isToBeTold;

  private static final class Repeats {
    private final List<String> names = new ArrayList<>();
    private int count;
  }

  /**
   * Takes note of a class.
   *
   * @param className its binary name; may be empty if the class file cannot be read so far
   * @param reason in whole sentences
   */
  synchronized void add(String className, String reason) {
    String name = className.isEmpty() ? "a class without a name" : className;
    Repeats repeats = reasons.get(reason);
    if (repeats == null && reasons.size() < MOST_REASONS) {
      AgentLog.unwoven(name, reason);
      repeats = new Repeats();
      reasons.put(reason, repeats);
    } else if (repeats == null) {
      repeats = reasons.computeIfAbsent(OTHERS, r -> new Repeats());
    }
    if (repeats.count == 1) {
      tellAtTheEnd();
    }
    repeats.count++;
    if (repeats.names.size() < MOST_NAMES) {
      repeats.names.add(name);
    }
  }

  private void tellAtTheEnd() {
    if (!isToBeTold) {
      isToBeTold = true;
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "weft-unwoven-end"));
      } catch (IllegalStateException e) {
        // The process ends already, and with it the need to know.
      }
    }
  }

  private synchronized void end() {
    lines().forEach(AgentLog::unwoven);
  }

  /** A line for each reason that more than one class has. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    reasons.forEach(
        (reason, repeats) -> {
          if (repeats.count > 1) {
            int more = repeats.count - repeats.names.size();
            lines.add(
                repeats.count
                    + " classes stay unwoven: "
                    + reason
                    + " They are "
                    + String.join(", ", repeats.names)
                    + (more > 0 ? " and " + more + " more." : "."));
          }
        });
    return lines;
  }
}
