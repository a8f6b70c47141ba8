package dev.weft.cluster.internal.membership;

import dev.weft.cluster.internal.membership.SeedProbe.Answer;
import dev.weft.cluster.internal.membership.SeedProbe.Verdict;
import dev.weft.cluster.internal.security.WeftVersion;
import dev.weft.error.ClusterUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Decides, from what the members of the join list answer, whether this member may start. It may
 * when one of them lets it in, or when nobody is there and it may be the first. Never when it was
 * refused.
 */
final class JoinCheck {

  private static final long RETRY_MILLIS = 100;

  /** What the last question gets at least: in less, a refusal would look like no answer. */
  private static final long FAIR_NANOS = 250_000_000;

  /** For one that lists itself: others that start just now do not answer yet. */
  private static final Duration FIRST_MEMBER_LIMIT = Duration.ofSeconds(1);

  private final SeedProbe probe;
  private final WeftVersion version;
  private final Path keyFile;

  JoinCheck(SeedProbe probe, WeftVersion version, Path keyFile) {
    this.probe = probe;
    this.version = version;
    this.keyFile = keyFile;
  }

  /** Returns when this member may start, and throws with all that was tried when it may not. */
  void run(JoinPlan plan) {
    if (plan.seeds().isEmpty()) {
      return;
    }
    try {
      List<Answer> answers = askUntilKnown(plan);
      boolean isWelcome = has(answers, Verdict.WELCOME);
      boolean isRefused =
          has(answers, Verdict.KEY_DIFFERS) || has(answers, Verdict.VERSION_DIFFERS);
      if (!isWelcome && (isRefused || !plan.mayLead())) {
        throw new ClusterUnavailableException(explain(answers));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterUnavailableException("Interrupted while joining " + plan.seeds() + ".");
    }
  }

  private List<Answer> askUntilKnown(JoinPlan plan) throws InterruptedException {
    Duration limit = plan.mayLead() ? FIRST_MEMBER_LIMIT : plan.timeout();
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      long leftNanos = Math.max(FAIR_NANOS, deadline - System.nanoTime());
      Duration left = Duration.ofNanos(leftNanos);
      List<Answer> answers = probe.ask(plan.seeds(), left);
      boolean isKnown =
          plan.mayLead()
              || has(answers, Verdict.WELCOME)
              || answers.stream().allMatch(answer -> answer.verdict().isFinal());
      if (isKnown || System.nanoTime() - deadline >= 0) {
        return answers;
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  private String explain(List<Answer> answers) {
    String tried = answers.stream().map(Answer::toString).collect(Collectors.joining(", "));
    return "Cannot join the cluster. Tried: " + tried + ". " + remedy(answers);
  }

  private String remedy(List<Answer> answers) {
    if (has(answers, Verdict.KEY_DIFFERS)) {
      return "Copy the key file of a host of that cluster to "
          + keyFile
          + " (mode 600), and use its cluster name.";
    }
    if (has(answers, Verdict.VERSION_DIFFERS)) {
      return "This is Weft "
          + version
          + ", and all members and drivers of a cluster must have the same major and minor version:"
          + " use the cluster's here, or upgrade the cluster.";
    }
    return "Start a member there (weft member), or set weft.join to a member that runs.";
  }

  private static boolean has(List<Answer> answers, Verdict verdict) {
    return answers.stream().anyMatch(answer -> answer.verdict() == verdict);
  }
}
