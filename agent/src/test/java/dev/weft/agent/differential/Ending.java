package dev.weft.agent.differential;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, and what it did on the way.
 *
 * @param result its value in words; null when it threw
 * @param failure what it threw, in words
 * @param suppressed what that had suppressed, in words
 * @param trace the marks that its local code left
 * @param calls the remote calls made outside of remote methods, by name, in order
 */
record Ending(
    @Nullable String result,
    @Nullable String failure,
    List<String> suppressed,
    List<String> trace,
    List<String> calls) {

  static Ending returned(@Nullable Object value, List<String> trace, List<String> calls) {
    return new Ending(Words.of(value), null, List.of(), trace, calls);
  }

  static Ending threw(Throwable failure, List<String> trace, List<String> calls) {
    List<String> suppressed = Arrays.stream(failure.getSuppressed()).map(Words::ofFailure).toList();
    return new Ending(null, Words.ofFailure(failure), suppressed, trace, calls);
  }

  /** The same with other calls. */
  Ending withCalls(List<String> others) {
    return new Ending(result, failure, suppressed, trace, others);
  }

  /** The result or the failure. */
  String outcome() {
    return failure == null ? "returned " + result : "threw " + failure;
  }

  @Override
  public String toString() {
    return outcome() + "\n  suppressed " + suppressed + "\n  trace " + trace + "\n  calls " + calls;
  }
}
