package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Seeks the members' agreement on the next view, one attempt at a time, for as long as there is
 * something to change. The oldest member that Hazelcast lists begins at once; the next ones only
 * when nothing has come of it for a while.
 */
final class Proposer {

  /** An attempt that has no quorum by then has lost messages, or waits for a member that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * So long an attempt that may have to decide what another one has left behind waits for those who
   * know that nothing was decided. What was left behind may leave out a member that has come back.
   */
  private static final Duration HOPE = Duration.ofMillis(200);

  private static final Duration TURN = Duration.ofSeconds(4);
  private static final long MIN_BACK_OFF_MILLIS = 20;
  private static final long MAX_BACK_OFF_MILLIS = 1000;

  private final Clock clock;
  private final RandomGenerator random;
  private final Surroundings around;
  private @Nullable Attempt attempt;
  private long round;
  private int failures;
  private boolean isBackingOff;
  private boolean isWaiting;
  private long waitingSince;

  /** What a proposer needs to know and to have done. */
  interface Surroundings {

    NodeId self();

    /** What should follow what is known now; null if nothing. */
    @Nullable Roster wanted();

    /** What is known now. */
    @Nullable Roster known();

    /** Whom Hazelcast lists, the oldest first. */
    List<NodeId> listed();

    /** Asks a node, or this one; what is not answered is not answered. */
    void ask(NodeId node, ViewRequest request, Consumer<ViewAnswer> onAnswer);

    /** A quorum has accepted a roster. */
    void decided(Roster roster);
  }

  Proposer(Clock clock, RandomGenerator random, Surroundings around) {
    this.clock = clock;
    this.random = random;
    this.around = around;
  }

  /** Makes an attempt, if it is time for one. */
  void consider() {
    Roster base = around.known();
    if (base == null || attempt != null || isBackingOff) {
      return;
    }
    if (around.wanted() == null || !mayPropose(base)) {
      isWaiting = false;
    } else if (isMyTurn(base)) {
      begin(base);
    }
  }

  /** Gives up what is under way: another view is known, or this node is another one. */
  void clear() {
    attempt = null;
    failures = 0;
    isWaiting = false;
  }

  private boolean mayPropose(Roster base) {
    return base.view().contains(around.self()) && base.view().isQuorum(around.listed());
  }

  private boolean isMyTurn(Roster base) {
    List<NodeId> line = base.view().members().stream().filter(around.listed()::contains).toList();
    long before = line.indexOf(around.self());
    if (!isWaiting) {
      isWaiting = true;
      waitingSince = clock.nanoTime();
    }
    return before >= 0 && clock.nanoTime() - waitingSince >= TURN.multipliedBy(before).toNanos();
  }

  private void begin(Roster base) {
    round++;
    Attempt begun = new Attempt(base, new Ballot(round, around.self().uuid()));
    attempt = begun;
    clock.after(PATIENCE, () -> failed(begun));
    askAll(begun, new ViewRequest.Prepare(base, begun.ballot()));
  }

  private void askAll(Attempt asking, ViewRequest request) {
    for (NodeId member : asking.base().view().members()) {
      around.ask(member, request, answer -> answered(asking, member, answer));
    }
  }

  private void answered(Attempt asked, NodeId member, ViewAnswer answer) {
    if (asked != attempt) {
      return;
    }
    if (answer instanceof ViewAnswer.Promised promised) {
      asked.promised(member, promised.vote());
      if (asked.value() == null && suffice(asked, asked.promised())) {
        if (suffice(asked, asked.free()) || asked.promised().containsAll(voters(asked))) {
          seekAcceptance(asked);
        } else {
          clock.after(HOPE, () -> seekAcceptance(asked));
        }
      }
    } else if (answer instanceof ViewAnswer.Accepted) {
      asked.accepted(member);
      Roster value = asked.value();
      if (value != null && suffice(asked, asked.accepted())) {
        around.decided(value);
      }
    } else if (answer instanceof ViewAnswer.Outvoted outvoted) {
      round = Math.max(round, outvoted.promised().round());
      failed(asked);
    }
  }

  private void seekAcceptance(Attempt promised) {
    if (promised != attempt || promised.value() != null) {
      return;
    }
    Roster inherited = suffice(promised, promised.free()) ? null : promised.latest();
    Roster value = inherited == null ? around.wanted() : inherited;
    if (value == null) {
      clear(); // what was to be changed is as it should be again
      return;
    }
    promised.value(value);
    askAll(promised, new ViewRequest.Accept(promised.base(), promised.ballot(), value));
  }

  /**
   * Where any member may go on alone, those that Hazelcast lists still decide together: one view
   * for each side of a split, not one for each member.
   */
  private boolean suffice(Attempt asked, Set<NodeId> members) {
    View view = asked.base().view();
    return view.isQuorum(members)
        && (view.quorum() == Quorum.MAJORITY || members.containsAll(voters(asked)));
  }

  /** The members that Hazelcast lists. */
  private List<NodeId> voters(Attempt asked) {
    return asked.base().view().members().stream().filter(around.listed()::contains).toList();
  }

  private void failed(Attempt failed) {
    if (failed != attempt) {
      return;
    }
    attempt = null;
    failures++;
    isBackingOff = true;
    long most = Math.min(MAX_BACK_OFF_MILLIS, MIN_BACK_OFF_MILLIS << Math.min(failures, 10));
    clock.after(
        Duration.ofMillis(random.nextLong(MIN_BACK_OFF_MILLIS, most + 1)),
        () -> {
          isBackingOff = false;
          consider();
        });
  }
}
