package dev.weft.it.faults.check;

import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.faults.history.ActorId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a history shows.
 *
 * @param undecided actors for which the search for an order was given up; all else of them was
 *     checked
 */
public record Verdict(List<Violation> violations, List<ActorId> undecided) {

  public Verdict {
    violations = List.copyOf(violations);
    undecided = List.copyOf(undecided);
  }

  /** Whether nothing is wrong. */
  public boolean isGood() {
    return violations.isEmpty();
  }

  /** Those of a kind. */
  public List<Violation> of(Kind kind) {
    return violations.stream().filter(violation -> violation.kind() == kind).toList();
  }

  @Override
  public String toString() {
    return violations.size()
        + " violations"
        + violations.stream().map(v -> "\n  " + v).collect(Collectors.joining())
        + (undecided.isEmpty() ? "" : "\n  undecided: " + undecided);
  }
}
