package dev.weft.it.faults;

import static dev.weft.it.faults.Fault.FAILPOINT_REPLY;
import static dev.weft.it.faults.Fault.KILL;
import static dev.weft.it.faults.Fault.KILL_WHILE_JOINING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.faults.check.Violation;
import dev.weft.it.faults.check.Violation.Kind;
import dev.weft.it.kit.Artifacts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults under load find mistakes: each is planted in copies of the jars that members and drivers
 * run, and must be seen by what the callers have recorded, within some faults.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "weft.faults.defects", matches = "true")
class FaultDefectsIT {

  private static final int MOST_FAULTS = 12;

  @Test
  void shouldFindThatCallsThatComeAgainRunAgain() {
    PlantedJar jar =
        new PlantedJar()
            .replace(
                "actor/CallerLine",
                "byte[] answer = answer(call.sequence()); if (answer != null) {"
                    + " call.answer(answer); } else if (call.request().isReadOnly()"
                    + " && call.sequence() >= acknowledged) {",
                "if (true) {");

    assertIsFound(options().withJars(jar.member(), Artifacts.agentJar()), KILL, Kind.DOUBLED);
  }

  @Test
  void shouldFindThatAnswersLeaveBeforeTheBackupHasWhatTheyTellOf() {
    PlantedJar jar =
        new PlantedJar()
            .replace(
                "replica/Ownership",
                "safe = Math.min(safe, follower.has(id, entry.version()));",
                "")
            .replace(
                "replica/Ownership",
                "replica.afterwards().add(() -> node.push(follower.node(), push));",
                "node.clock().after(Duration.ofMillis(20), () -> node.push(follower.node(), push));");

    assertIsFound(
        options().withJars(jar.member(), Artifacts.agentJar()),
        FAILPOINT_REPLY,
        Kind.LOST,
        Kind.FORKED,
        Kind.MISPLACED,
        Kind.NOT_LINEARIZABLE);
  }

  @Test
  void shouldFindThatAMemberTakesWhatIsOfAnOwnershipOfThePast() {
    PlantedJar jar =
        new PlantedJar()
            .replace("replica/Replica", "if (push.epoch().isBefore(promised)) {", "if (false) {")
            .replace("replica/Replica", "if (ownership != null) { lose(); }", "")
            .replace(
                "replica/Replica",
                "afterwards.add(() -> node.tenant().freeze(partition, idle -> frozen(epoch, idle,"
                    + " reply)));",
                "ReplicaAnswer given = givePromise(epoch);"
                    + " afterwards.add(() -> reply.accept(given));");

    assertIsFound(
        options().withJars(jar.member(), Artifacts.agentJar()),
        KILL_WHILE_JOINING,
        Kind.LOST,
        Kind.STALE,
        Kind.FORKED,
        Kind.MISPLACED,
        Kind.DOUBLED,
        Kind.NOT_LINEARIZABLE);
  }

  @Test
  void shouldFindThatCallsAreRepeatedUnderAnotherNumber() {
    PlantedJar jar =
        new PlantedJar()
            .replace(
                "actor/Exchange",
                "return mayHaveRun || underWay.size() > 1 ? request.again() : request;",
                "if (attempts > 1 && request instanceof ActorRequest.Call c) {"
                    + " return new ActorRequest.Call(c.actor(), c.incarnation(),"
                    + " java.util.concurrent.ThreadLocalRandom.current().nextLong(), 0, 0,"
                    + " c.result(), c.name(), c.method(), c.args(), c.inputs(), c.terms(),"
                    + " c.finishedChannels(), false); }"
                    + " return request;");

    assertIsFound(
        options().withJars(Artifacts.weftJar(), jar.agent()),
        KILL,
        Kind.DOUBLED,
        Kind.NOT_LINEARIZABLE);
  }

  @Test
  void shouldFindThatVersionsGoToAnotherMemberThanTheBackup() {
    PlantedJar jar =
        new PlantedJar()
            .replace(
                "replica/Ownership",
                "replica.afterwards().add(() -> node.push(follower.node(), push));",
                "NodeId wrong = node.view().members().stream().filter(m -> !m.equals(node.self())"
                    + " && (isOpen() != m.equals(follower.node()))).findFirst()"
                    + ".orElse(follower.node());"
                    + " replica.afterwards().add(() -> node.push(wrong, push));");

    assertIsFound(
        options().withJars(jar.member(), Artifacts.agentJar()),
        KILL,
        Kind.LOST,
        Kind.FORKED,
        Kind.MISPLACED,
        Kind.ACTOR_LOST,
        Kind.NOT_LINEARIZABLE);
  }

  private static RunOptions options() {
    return RunOptions.defaults();
  }

  /** One of the kinds is seen within some faults. */
  private static void assertIsFound(RunOptions options, Fault fault, Kind... kinds) {
    try (Rig rig = Rig.onLoopback(options)) {
      RunReport report =
          new FaultRun(rig, options.seed())
              .strike(Collections.nCopies(MOST_FAULTS, fault))
              .finish();
      Set<Kind> found =
          report.verdict().violations().stream().map(Violation::kind).collect(Collectors.toSet());
      System.out.println("-Dweft.faults.seed=" + options.seed() + " shows " + found);

      List<Kind> wanted = Arrays.asList(kinds);
      assertThat(found)
          .as("-Dweft.faults.seed=" + options.seed() + "\n" + report)
          .anyMatch(wanted::contains);
    }
  }
}
