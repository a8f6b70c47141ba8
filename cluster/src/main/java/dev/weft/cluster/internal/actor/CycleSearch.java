package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds actors that wait for each other in a circle, and refuses one of the calls that would never
 * begin.
 *
 * <pre>
 *   Who waits for a call for a while asks its owner what keeps it; that asks on for each run which
 *   is in the way and waits itself. A question that comes back to the run which asked it first has
 *   gone round a circle.
 * </pre>
 *
 * <p>In every circle some call has not begun, since what runs waits for something else. All of the
 * circle may ask at a time, so the waits for such calls have an order, and only the highest of them
 * is broken: by the owner of the call, who refuses it. A question that is lost is asked again soon.
 *
 * <p>The scheme is edge chasing (Chandy, Misra, Haas: Distributed Deadlock Detection, 1983). Waits
 * that end by themselves, after a time, are no part of circles.
 */
final class CycleSearch {

  private static final int LONGEST = 32;
  private static final Comparator<Waiter> ORDER =
      Comparator.comparing(Waiter::actor).thenComparing(Waiter::run);

  private final Transport transport;

  CycleSearch(Transport transport) {
    this.transport = transport;
  }

  /** Asks for those runs of these actors that have waited since the last look. */
  void look(Collection<ActorCell> cells) {
    for (ActorCell cell : cells) {
      for (Blockade.Blocker stuck : cell.stuck()) {
        Waiter first = stuck.waiter();
        stuck.awaited().forEach(call -> ask(call, List.of(first), answer -> {}));
      }
    }
  }

  /**
   * Deals with a question about a call of an actor.
   *
   * @param from the node where the last one of the path waits
   */
  void receive(ActorCell cell, NodeId from, ActorRequest.Trace trace, Reply reply) {
    Blockade blockade = Blockade.of(cell, new CallerKey(from, trace.channel()), trace.sequence());
    List<Waiter> path = new ArrayList<>(trace.path());
    int last = path.size() - 1;
    path.set(last, path.get(last).forNew(blockade.isNew()));
    boolean isFirst = last == 0;
    if ((isFirst && !blockade.isNew()) || last >= LONGEST) {
      reply.send(ActorAnswer.none().toBytes());
      return;
    }
    IncomingCall call = blockade.call();
    search(
        blockade,
        path,
        answer -> {
          if (isFirst && answer.kind() == ActorAnswer.Kind.CYCLE && call != null) {
            cell.refuseCycle(call, answer.cycle());
          }
          reply.send(answer.toBytes());
        });
  }

  private void search(Blockade blockade, List<Waiter> path, Verdict verdict) {
    Questions questions = new Questions(verdict);
    for (Blockade.Blocker blocker : blockade.by()) {
      Waiter waiter = blocker.waiter();
      if (path.get(0).is(waiter.actor(), waiter.run())) {
        questions.add();
        questions.answered(closed(path));
      } else if (path.stream().noneMatch(w -> w.is(waiter.actor(), waiter.run()))) {
        List<Waiter> longer = new ArrayList<>(path);
        longer.add(waiter);
        for (CallOrigin call : blocker.awaited()) {
          questions.add();
          ask(call, longer, questions::answered);
        }
      }
    }
    questions.answered(ActorAnswer.none());
  }

  /** The path is a circle: it is broken at its first wait, if that is the one to be broken. */
  private static ActorAnswer closed(List<Waiter> path) {
    Waiter broken = path.stream().filter(Waiter::isForNew).max(ORDER).orElseThrow();
    if (!broken.equals(path.get(0))) {
      return ActorAnswer.none();
    }
    List<String> texts = new ArrayList<>(path.stream().skip(1).map(Waiter::text).toList());
    texts.add(path.get(0).text());
    return ActorAnswer.cycle(texts);
  }

  private void ask(CallOrigin call, List<Waiter> path, Verdict verdict) {
    ActorRequest.Trace trace =
        new ActorRequest.Trace(
            call.target().id(), call.target().incarnation(), call.channel(), call.sequence(), path);
    NodeId owner = transport.ownerOf(transport.partitionOf(call.target().id()));
    ask(
        owner,
        trace,
        answer -> {
          NodeId keeper = answer.kind() == ActorAnswer.Kind.AGAIN ? answer.node() : null;
          if (keeper == null) {
            verdict.is(answer);
          } else {
            ask(keeper, trace, verdict); // it has the actor for as long as the call takes
          }
        });
  }

  private void ask(@Nullable NodeId node, ActorRequest.Trace trace, Verdict verdict) {
    if (node == null) {
      verdict.is(ActorAnswer.none());
      return;
    }
    transport.send(
        node,
        Channel.ACTORS,
        trace.toBytes(),
        (answer, failure) ->
            verdict.is(answer == null ? ActorAnswer.none() : ActorAnswer.read(answer)));
  }

  /** Gets whether there is a circle; on any thread. */
  @FunctionalInterface
  private interface Verdict {

    /** {@link ActorAnswer.Kind#CYCLE}, or anything else. */
    void is(ActorAnswer answer);
  }

  /** Several questions, of which one that has found a circle is enough. */
  private static final class Questions {

    private final Verdict verdict;
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicReference<@Nullable ActorAnswer> cycle = new AtomicReference<>();

    Questions(Verdict verdict) {
      this.verdict = verdict;
    }

    void add() {
      open.incrementAndGet();
    }

    void answered(ActorAnswer answer) {
      if (answer.kind() == ActorAnswer.Kind.CYCLE) {
        cycle.set(answer);
      }
      if (open.decrementAndGet() == 0) {
        verdict.is(Objects.requireNonNullElseGet(cycle.get(), ActorAnswer::none));
      }
    }
  }
}
